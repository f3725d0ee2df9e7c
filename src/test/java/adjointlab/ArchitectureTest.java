package adjointlab;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;

/// The arrows between packages: ui and cli → compose → panel → lab, figure → core; nothing points back.
@AnalyzeClasses(packages = "adjointlab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule CORE_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("adjointlab.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "adjointlab.lab..",
                    "adjointlab.figure..",
                    "adjointlab.panel..",
                    "adjointlab.cli..",
                    "adjointlab.ui..")
            .because("the numbers must be usable and testable without a laboratory around them");

    @ArchTest
    static final ArchRule LAB_KNOWS_ONLY_CORE = noClasses()
            .that()
            .resideInAPackage("adjointlab.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("adjointlab.figure..", "adjointlab.panel..", "adjointlab.cli..", "adjointlab.ui..")
            .because("runs do not depend on who looks at them");

    @ArchTest
    static final ArchRule FIGURE_KNOWS_ONLY_CORE = noClasses()
            .that()
            .resideInAPackage("adjointlab.figure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("adjointlab.lab..", "adjointlab.panel..", "adjointlab.cli..", "adjointlab.ui..")
            .because("a figure is data; where the data come from is not its business");

    @ArchTest
    static final ArchRule PANELS_NEED_NO_WINDOW = noClasses()
            .that()
            .resideInAPackage("adjointlab.panel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("adjointlab.cli..", "adjointlab.ui..", "javafx..", "org.jfree..", "java.awt..")
            .because("the command line exports the same figures that the window shows");

    @ArchTest
    static final ArchRule COMPOSING_NEEDS_NO_WINDOW = noClasses()
            .that()
            .resideInAPackage("adjointlab.compose..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("adjointlab.cli..", "adjointlab.ui..", "javafx..", "org.jfree..", "java.awt..")
            .because("the command line composes the same figures as the window");

    @ArchTest
    static final ArchRule PANELS_DO_NOT_KNOW_WHERE_THEY_STAND = noClasses()
            .that()
            .resideInAnyPackage("adjointlab.core..", "adjointlab.lab..", "adjointlab.figure..", "adjointlab.panel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("adjointlab.compose..")
            .because("a panel is the same alone and beside others");

    @ArchTest
    static final ArchRule PANEL_FOLDERS_KNOW_THE_KIT_ALONE = slices().matching("adjointlab.panel.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("adjointlab.panel.kit.."))
            .because("a panel can be read, changed or taken out without the others");

    @ArchTest
    static final ArchRule PANELS_DO_NOT_KNOW_THEIR_LIST = noClasses()
            .that()
            .resideInAPackage("adjointlab.panel.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("adjointlab.panel")
            .because("the list names the panels, and a panel does not know that it is listed");

    @ArchTest
    static final ArchRule PANELS_ARE_REACHED_THROUGH_THEIR_LIST = noClasses()
            .that()
            .resideOutsideOfPackage("adjointlab.panel..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("adjointlab.panel.*..").and(not(resideInAPackage("adjointlab.panel.kit.."))))
            .because("window and command line treat all panels alike");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_STARTS_THE_WINDOW = noClasses()
            .that()
            .resideInAPackage("adjointlab.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("adjointlab.cli..")
            .because("the window is one of the commands, not the other way round");

    @ArchTest
    static final ArchRule NO_WINDOW_TOOLKIT_BELOW_THE_FIGURES = noClasses()
            .that()
            .resideInAnyPackage("adjointlab.core..", "adjointlab.lab..")
            .and()
            .doNotHaveFullyQualifiedName("adjointlab.core.table.Picture")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "org.jfree..")
            .because("training must run on machines without a display; one class reads picture files, by javax.imageio"
                    + " alone");

    @ArchTest
    static final ArchRule PICTURE_FILES_ARE_NEVER_DRAWN = noClasses()
            .that()
            .haveFullyQualifiedName("adjointlab.core.table.Picture")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt", "java.awt.geom..", "java.awt.font..", "org.jfree..")
            .because("reading pixels needs no display, drawing may");

    @ArchTest
    static final ArchRule NO_JAVAFX_IN_FIGURES = noClasses()
            .that()
            .resideInAPackage("adjointlab.figure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..")
            .because("figures are drawn off the JavaFX thread and without JavaFX");

    @ArchTest
    static final ArchRule ONLY_THE_KERNELS_KNOW_VECTORS = noClasses()
            .that()
            .resideOutsideOfPackage("adjointlab.core.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..")
            .because("without the incubator module everything else must still load");

    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_SCENE = noClasses()
            .that()
            .resideInAPackage("adjointlab.ui..")
            .and()
            .haveSimpleNameEndingWith("Model")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx.scene..")
            .because("what a view shows must be testable without showing it");

    @ArchTest
    static final ArchRule ALGORITHMS_DO_NOT_KNOW_THE_CATALOGUE = noClasses()
            .that()
            .resideInAnyPackage(
                    "adjointlab.core.field..",
                    "adjointlab.core.family..",
                    "adjointlab.core.ode..",
                    "adjointlab.core.adjoint..",
                    "adjointlab.core.optim..",
                    "adjointlab.core.net..",
                    "adjointlab.core.rollout..",
                    "adjointlab.core.curvature..",
                    "adjointlab.core.train..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("adjointlab.core.catalog..")
            .because("a catalogue lists algorithms; an algorithm does not know that it is listed");

    @ArchTest
    static final ArchRule CORE_PACKAGES_FORM_NO_CYCLE = slices().matching("adjointlab.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle makes two packages one");

    @ArchTest
    static final ArchRule LAB_PACKAGES_FORM_NO_CYCLE = slices().matching("adjointlab.lab.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle makes two packages one");

    @ArchTest
    static final ArchRule NOTHING_IS_SERIALISED = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("a file must never be able to make objects of its choice");

    @ArchTest
    static final ArchRule NOTHING_TALKS_TO_A_NETWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Socket|ServerSocket|URLConnection|HttpURLConnection)")
            .because("the lab works offline, always");

    @ArchTest
    static final ArchRule COMMANDS_ARE_INTERNAL = classes()
            .that()
            .resideInAPackage("adjointlab.cli..")
            .and()
            .haveSimpleNameEndingWith("Command")
            .should()
            .notBePublic()
            .because("commands are reached through their registration");

    @ArchTest
    static final ArchRule NUMBERS_LOOK_ALIKE_EVERYWHERE = noClasses()
            .should()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .because("files and the terminal show digits in the root locale, whatever the machine's");
}
