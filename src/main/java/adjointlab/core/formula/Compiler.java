package adjointlab.core.formula;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import adjointlab.core.formula.Graph.Kind;
import adjointlab.core.formula.Graph.Term;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// Makes code of terms: a loop over samples that computes each term once, those that are the same for all samples
/// before it. The code calls [Functions] and nothing else.
final class Compiler {
    /// Variables that are one number for all samples.
    static final int NUMBERS = 0;

    /// Variables that each sample has its own of.
    static final int ROWS = 1;

    /// Terms in one method: the virtual machine leaves larger methods to its interpreter.
    private static final int MOST_TERMS = 700;

    /// Terms of which one sample has code of its own.
    private static final int MOST_TWICE = 128;

    private static final ClassDesc DOUBLES = CD_double.arrayType();
    private static final ClassDesc MANY = DOUBLES.arrayType();
    private static final ClassDesc INTS = CD_int.arrayType();
    private static final ClassDesc FUNCTIONS =
            Functions.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, DOUBLES, MANY, INTS, MANY, INTS, CD_int);
    private static final MethodTypeDesc OF_ONE = MethodTypeDesc.of(CD_double, CD_double);
    private static final MethodTypeDesc OF_TWO = MethodTypeDesc.of(CD_double, CD_double, CD_double);

    private static final int NUMBERS_SLOT = 1;
    private static final int IN_SLOT = 2;
    private static final int IN_AT_SLOT = 3;
    private static final int OUT_SLOT = 4;
    private static final int OUT_AT_SLOT = 5;
    private static final int COUNT_SLOT = 6;
    private static final int SAMPLE_SLOT = 7;

    private final Graph graph;
    private final int[] outputs;
    /// From which output on terms are summed over the samples.
    private final int summed;
    /// Which of the outputs this computes.
    private final List<Integer> own;
    private final int[] uses;
    private final BitSet reached = new BitSet();
    private final BitSet uniform = new BitSet();
    /// Where a term's value is kept; 0 where it is computed where it is needed.
    private final int[] slots;
    private final int[] arraySlots;
    private final int[] placeSlots;
    private int nextSlot = SAMPLE_SLOT + 1;

    private Compiler(Graph graph, int[] outputs, int summed, List<Integer> own) {
        this.graph = graph;
        this.outputs = outputs;
        this.summed = summed;
        this.own = own;
        uses = new int[graph.size()];
        slots = new int[graph.size()];
        arraySlots = new int[graph.size()];
        placeSlots = new int[graph.size()];
        for (int k : own) {
            uses[outputs[k]]++;
            reached.set(outputs[k]);
        }
        for (int index = graph.size() - 1; index >= 0; index--) {
            if (reached.get(index)) {
                for (int part : graph.parts(index)) {
                    uses[part]++;
                    reached.set(part);
                }
            }
        }
        for (int index = reached.nextSetBit(0); index >= 0; index = reached.nextSetBit(index + 1)) {
            Term term = graph.term(index);
            boolean same = term.kind() != Kind.VARIABLE || term.left() == NUMBERS;
            for (int part : graph.parts(index)) {
                same &= uniform.get(part);
            }
            uniform.set(index, same);
        }
    }

    /// The code of terms.
    ///
    /// @param outputs terms, the k-th for the k-th array that is written
    /// @throws FormulaException if there is more of it than a method can hold
    static Loop compile(Graph graph, int[] outputs) {
        return compile(graph, outputs, outputs.length);
    }

    /// The code of terms, of which the last ones are summed over the samples and added to one place each.
    ///
    /// @param outputs terms, the k-th for the k-th array that is written
    /// @param summed how many are not summed
    /// @throws FormulaException if there is more of it than a method can hold
    static Loop compile(Graph graph, int[] outputs, int summed) {
        List<Loop> loops = new ArrayList<>();
        List<Integer> together = new ArrayList<>();
        for (int k = 0; k < outputs.length; k++) {
            List<Integer> more = new ArrayList<>(together);
            more.add(k);
            if (!together.isEmpty() && new Compiler(graph, outputs, summed, more).reached.cardinality() > MOST_TERMS) {
                loops.add(new Compiler(graph, outputs, summed, together).make());
                more = List.of(k);
            }
            together = new ArrayList<>(more);
        }
        loops.add(new Compiler(graph, outputs, summed, together).make());
        Loop[] all = loops.toArray(Loop[]::new);
        return all.length == 1
                ? all[0]
                : (numbers, in, inAt, out, outAt, count) -> {
                    for (Loop loop : all) {
                        loop.run(numbers, in, inAt, out, outAt, count);
                    }
                };
    }

    /// The code of one term of two variables, which are the first two rows.
    ///
    /// @throws FormulaException if there is more of it than a method can hold
    static OfTwo ofTwo(Graph graph, int output) {
        Compiler compiler = new Compiler(graph, new int[] {output}, 1, List.of(0));
        compiler.nextSlot = 5;
        return compiler.made(OfTwo.class, "at", OF_TWO, compiler::writeOne);
    }

    private Loop make() {
        return made(Loop.class, "run", RUN, this::write);
    }

    private <T> T made(Class<T> type, String method, MethodTypeDesc description, Consumer<CodeBuilder> body) {
        byte[] bytes;
        try {
            bytes = ClassFile.of()
                    .build(
                            ClassDesc.of(Compiler.class.getPackageName(), "CompiledFormula"),
                            builder -> builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                    .withInterfaceSymbols(
                                            type.describeConstable().orElseThrow())
                                    .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC, code -> code.aload(0)
                                            .invokespecial(ConstantDescs.CD_Object, INIT_NAME, MTD_void)
                                            .return_())
                                    .withMethodBody(method, description, ClassFile.ACC_PUBLIC, body));
        } catch (IllegalArgumentException _) {
            throw new FormulaException(0, "it is too long to be computed; write less, or name what comes twice");
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> made = lookup.defineHiddenClass(bytes, true).lookupClass();
            return type.cast(lookup.findConstructor(made, MethodType.methodType(void.class))
                    .invoke());
        } catch (Throwable e) {
            throw new IllegalStateException("a compiled formula cannot be loaded", e);
        }
    }

    private void writeOne(CodeBuilder code) {
        for (int index = reached.nextSetBit(0); index >= 0; index = reached.nextSetBit(index + 1)) {
            if (graph.term(index).kind() == Kind.VARIABLE) {
                slots[index] = 1 + 2 * graph.term(index).right();
            } else if (uses[index] > 1 && graph.term(index).kind() != Kind.NUMBER) {
                keep(code, index);
            }
        }
        load(code, outputs[0]);
        code.dreturn();
    }

    private void write(CodeBuilder code) {
        for (int index = reached.nextSetBit(0); index >= 0; index = reached.nextSetBit(index + 1)) {
            if (uniform.get(index) && graph.term(index).kind() != Kind.NUMBER) {
                keep(code, index);
            } else if (graph.term(index).kind() == Kind.VARIABLE) {
                code.aload(IN_SLOT).loadConstant(graph.term(index).right()).aaload();
                arraySlots[index] = slot(1);
                code.astore(arraySlots[index]);
                code.aload(IN_AT_SLOT).loadConstant(graph.term(index).right()).iaload();
                placeSlots[index] = slot(1);
                code.istore(placeSlots[index]);
            }
        }
        int[] outArrays = new int[outputs.length];
        int[] outPlaces = new int[outputs.length];
        for (int k : own) {
            outArrays[k] = slot(1);
            outPlaces[k] = slot(1);
            code.aload(OUT_SLOT).loadConstant(k).aaload().astore(outArrays[k]);
            code.aload(OUT_AT_SLOT).loadConstant(k).iaload().istore(outPlaces[k]);
        }
        int[] sums = new int[outputs.length];
        for (int k : own) {
            if (k >= summed) {
                sums[k] = slot(2);
                code.dconst_0().dstore(sums[k]);
            }
        }
        Label again = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(SAMPLE_SLOT);
        if (reached.cardinality() + own.size() <= MOST_TWICE) {
            // a loop of one turn costs more than its turn: the arrays are checked against each other before it
            code.iload(COUNT_SLOT).iconst_1().if_icmpne(again);
            turn(code, outArrays, outPlaces, sums);
            code.goto_(end);
        }
        code.labelBinding(again).iload(SAMPLE_SLOT).iload(COUNT_SLOT).if_icmpge(end);
        turn(code, outArrays, outPlaces, sums);
        code.iinc(SAMPLE_SLOT, 1).goto_(again);
        code.labelBinding(end);
        for (int k : own) {
            if (k >= summed) {
                code.aload(outArrays[k])
                        .iload(outPlaces[k])
                        .dup2()
                        .daload()
                        .dload(sums[k])
                        .dadd()
                        .dastore();
            }
        }
        code.return_();
    }

    /// One sample.
    private void turn(CodeBuilder code, int[] outArrays, int[] outPlaces, int[] sums) {
        for (int index = reached.nextSetBit(0); index >= 0; index = reached.nextSetBit(index + 1)) {
            if (!uniform.get(index) && uses[index] > 1) {
                keep(code, index);
            }
        }
        for (int k : own) {
            if (k < summed) {
                code.aload(outArrays[k]).iload(outPlaces[k]).iload(SAMPLE_SLOT).iadd();
                load(code, outputs[k]);
                code.dastore();
            } else {
                code.dload(sums[k]);
                load(code, outputs[k]);
                code.dadd().dstore(sums[k]);
            }
        }
    }

    private void keep(CodeBuilder code, int index) {
        compute(code, index);
        slots[index] = slot(2);
        code.dstore(slots[index]);
    }

    private int slot(int size) {
        int slot = nextSlot;
        nextSlot += size;
        return slot;
    }

    private void load(CodeBuilder code, int index) {
        if (slots[index] > 0) {
            code.dload(slots[index]);
        } else {
            compute(code, index);
        }
    }

    private void compute(CodeBuilder code, int index) {
        Term term = graph.term(index);
        switch (term.kind()) {
            case NUMBER -> code.loadConstant(term.value());
            case VARIABLE -> variable(code, index, term);
            default -> {
                for (int part : graph.parts(index)) {
                    load(code, part);
                }
                operate(code, term);
            }
        }
    }

    private void variable(CodeBuilder code, int index, Term term) {
        if (term.left() == NUMBERS) {
            code.aload(NUMBERS_SLOT).loadConstant(term.right()).daload();
        } else {
            code.aload(arraySlots[index])
                    .iload(placeSlots[index])
                    .iload(SAMPLE_SLOT)
                    .iadd()
                    .daload();
        }
    }

    private static void operate(CodeBuilder code, Term term) {
        switch (term.kind()) {
            case ADD -> code.dadd();
            case SUBTRACT -> code.dsub();
            case MULTIPLY -> code.dmul();
            case DIVIDE -> code.ddiv();
            case NEGATE -> code.dneg();
            case WHOLE_POWER -> power(code, term.right());
            case POWER -> code.invokestatic(FUNCTIONS, "pow", OF_TWO);
            case ANGLE -> code.invokestatic(FUNCTIONS, "atan2", OF_TWO);
            case MAX -> code.invokestatic(FUNCTIONS, "max", OF_TWO);
            case APPLY -> code.invokestatic(FUNCTIONS, term.function().method(), OF_ONE);
            case NUMBER, VARIABLE -> throw new IllegalStateException("not an operation: " + term.kind());
        }
    }

    private static void power(CodeBuilder code, int exponent) {
        switch (exponent) {
            case 2 -> code.dup2().dmul();
            case 3 -> code.dup2().dup2().dmul().dmul();
            default ->
                code.loadConstant(exponent)
                        .invokestatic(FUNCTIONS, "power", MethodTypeDesc.of(CD_double, CD_double, CD_int));
        }
    }
}
