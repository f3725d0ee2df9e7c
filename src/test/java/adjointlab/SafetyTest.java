package adjointlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.ContentHandler;
import java.net.DatagramSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// What no class of the lab may do, whatever it reads: open connections, run programs or code that files bring, take
/// objects from bytes. And one language for numbers, so that no machine's locale gets into files or onto the terminal.
@AnalyzeClasses(packages = "adjointlab", importOptions = DoNotIncludeTests.class)
class SafetyTest {
    private static final DescribedPredicate<JavaClass> CONNECTIONS = assignableTo(Socket.class)
            .or(assignableTo(ServerSocket.class))
            .or(assignableTo(DatagramSocket.class))
            .or(assignableTo(URLConnection.class))
            .or(assignableTo(ContentHandler.class))
            .or(assignableTo(NetworkInterface.class))
            .or(assignableTo(SocketChannel.class))
            .or(assignableTo(ServerSocketChannel.class))
            .or(assignableTo(DatagramChannel.class))
            .or(assignableTo(AsynchronousSocketChannel.class))
            .or(assignableTo(AsynchronousServerSocketChannel.class))
            .or(resideInAnyPackage("java.net.http..", "javax.net..", "java.rmi..", "javafx.scene.web.."));

    /// Words for a window that is open already go through a socket of the file system, which leaves no machine.
    @ArchTest
    static final ArchRule NO_CONNECTIONS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("adjointlab.ui.launch.SingleInstance")
            .should()
            .dependOnClassesThat(CONNECTIONS)
            .because("the lab works without a network and tells nobody anything");

    @ArchTest
    static final ArchRule NO_ADDRESSES_ARE_OPENED = noClasses()
            .should()
            .callMethod(URL.class, "openConnection")
            .orShould()
            .callMethod(URL.class, "getContent")
            .because("an address from a file would be asked for what it has");

    @ArchTest
    static final ArchRule NO_OBJECTS_FROM_BYTES = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(ObjectInputStream.class)
                    .or(assignableTo(ObjectOutputStream.class))
                    .or(type(ObjectInputFilter.class))
                    .or(resideInAnyPackage("java.beans..").and(simpleNameStartingWith("XML"))))
            .because("whoever writes such a file decides what is run");

    @ArchTest
    static final ArchRule NO_PROGRAMS = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(Process.class).or(type(ProcessBuilder.class)))
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class)
            .because("no file and no setting may run a program");

    @ArchTest
    static final ArchRule NO_SCRIPTS = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("javax.script..", "javax.tools..", "jdk.jshell..", "javax.naming.."))
            .because("what people type is parsed by the lab's own grammar");

    /// The window's rehearsal loads classes of the toolkit from the program's own folder, and the compiler of
    /// formulas defines what it made itself; neither takes a name from outside.
    @ArchTest
    static final ArchRule NO_REFLECTION = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("adjointlab.ui.Rehearsal")
            .and()
            .doNotHaveFullyQualifiedName("adjointlab.core.formula.Compiler")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.lang.reflect.."))
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class)
            .because("a name in a file must not become a class");

    @ArchTest
    static final ArchRule ONE_LANGUAGE_FOR_NUMBERS = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .because("numbers and ids are the same on every machine: give Locale.ROOT");
}
