package adjointlab.lab.check;

import adjointlab.cli.Main;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The program with some methods broken on purpose; it runs in a process of its own.
///
/// @param name what is wrong
/// @param owner whose methods they are, a binary name
/// @param methods which, each of them
/// @param fault what is done to them
record BrokenProgram(String name, String owner, Set<String> methods, Fault fault) {
    /// What a slip of the pen does to formulas.
    enum Fault {
        /// Sums are differences, and differences sums.
        EXCHANGED_SUMS,
        /// Quotients are products.
        PRODUCTS_FOR_QUOTIENTS,
        /// What had a sign has none.
        FORGOTTEN_SIGNS,
        /// Roots are not taken.
        FORGOTTEN_ROOTS,
        /// What is returned has the other sign.
        OTHER_SIGN,
        /// A factor of −1 is 1.
        FORGOTTEN_MINUS_ONE
    }

    BrokenProgram(String name, Class<?> owner, String method, Fault fault) {
        this(name, owner.getName(), Set.of(method), fault);
    }

    @Override
    public String toString() {
        return name;
    }

    /// The broken class.
    ///
    /// @throws IllegalArgumentException if the fault changes nothing
    private byte[] bytes() throws IOException {
        byte[] whole;
        try (InputStream in = BrokenProgram.class.getResourceAsStream("/" + path())) {
            whole = Objects.requireNonNull(in, owner).readAllBytes();
        }
        AtomicInteger changes = new AtomicInteger();
        CodeTransform breaking = (code, element) -> {
            if (!rewrite(code, element)) {
                code.with(element);
            } else {
                changes.incrementAndGet();
            }
        };
        ClassFile files = ClassFile.of();
        byte[] broken = files.transformClass(
                files.parse(whole),
                ClassTransform.transformingMethodBodies(
                        method -> methods.contains(method.methodName().stringValue()), breaking));
        if (changes.get() == 0) {
            throw new IllegalArgumentException(owner + " has nothing for this fault in " + methods);
        }
        return broken;
    }

    private String path() {
        return owner.replace('.', '/') + ".class";
    }

    /// @return whether something else was written
    private boolean rewrite(CodeBuilder code, CodeElement element) {
        return switch (fault) {
            case EXCHANGED_SUMS ->
                replaced(element, Opcode.DADD, code::dsub) || replaced(element, Opcode.DSUB, code::dadd);
            case PRODUCTS_FOR_QUOTIENTS -> replaced(element, Opcode.DDIV, code::dmul);
            case FORGOTTEN_SIGNS -> replaced(element, Opcode.DNEG, code::nop);
            case FORGOTTEN_ROOTS ->
                element instanceof InvokeInstruction call && call.name().equalsString("sqrt") && done(code.nop());
            case OTHER_SIGN ->
                element instanceof ReturnInstruction back
                        && back.opcode() == Opcode.DRETURN
                        && done(code.dneg().dreturn());
            case FORGOTTEN_MINUS_ONE ->
                element instanceof ConstantInstruction constant
                        && constant.constantValue().equals(-1.0)
                        && done(code.dconst_1());
        };
    }

    private static boolean replaced(CodeElement element, Opcode of, Runnable by) {
        boolean found = element instanceof OperatorInstruction operator && operator.opcode() == of;
        if (found) {
            by.run();
        }
        return found;
    }

    private static boolean done(CodeBuilder written) {
        return written != null;
    }

    /// What the broken program's `check` prints of presets.
    ///
    /// @param folder for the broken class and the presets, made where there is none
    List<JsonObject> cards(List<Preset> presets, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("classes").resolve(path());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-Xmx1500m",
                "-cp",
                folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                "--json"));
        for (Preset preset : presets) {
            Path written = folder.resolve(preset.id() + "-" + preset.replicas() + ".json");
            Files.writeString(written, JsonObject.write(PresetJson.tree(preset)));
            command.add(written.toString());
        }
        Path out = folder.resolve("cards.json");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return JsonObject.parse("cards", Files.readString(out, StandardCharsets.UTF_8))
                .objects("cards");
    }
}
