package adjointlab.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldModelTest {
    private static final Key<?> RATE = Key.real(
                    "learningRate", "Learning rate", 0.05, new Real(0, 100, 1e-4, 1, Scale.LOG))
            .withSymbol("η");
    private static final Key<?> HORIZON = Key.real("horizon", "Horizon", 1, new Real(0.01, 50, 0.1, 4.1, Scale.LINEAR))
            .withSymbol("t");
    private static final Key<?> STARTS = Key.reals("starts", "Starts", List.of(1.0), new Type.Reals(1, 30, anyReal()))
            .withSymbol("a₀");

    private static final Key<String> LOSS =
            Key.choice("loss", "Loss", Option.word("mse", "Squares"), Option.word("nll", "Likelihood"));

    private final List<String> heard = new ArrayList<>();
    private final EditListener listener = new EditListener() {
        @Override
        public String refusal(FieldModel field, Object value) {
            return value.equals("nll") || value.equals(4.0) ? "there is no density" : "";
        }

        @Override
        public void begun(FieldModel field) {
            heard.add("begun");
        }

        @Override
        public void changed(FieldModel field, Object value) {
            heard.add(field.path() + "=" + value);
        }

        @Override
        public void ended(FieldModel field) {
            heard.add("ended");
        }
    };

    private static Real anyReal() {
        return new Real(-1e300, 1e300, -5, 5, Scale.LINEAR);
    }

    private FieldModel model(Key<?> parameter) {
        return new FieldModel("p." + parameter.name(), parameter, parameter.defaultValue(), listener);
    }

    /// Powers of ten and minus signs are for numbers.
    @Test
    void aTextIsTakenAsItIsTyped() {
        FieldModel model = model(Key.text("file", "File", 100));
        model.type("max 10−² x10.csv");
        assertThat(model.value()).isEqualTo("max 10−² x10.csv");
    }

    @Test
    void aDragIsOneGestureWithManyChanges() {
        FieldModel model = model(HORIZON);
        model.begin();
        model.slide(0.5);
        model.slide(0.75);
        model.end();
        assertThat(heard).containsExactly("begun", "p.horizon=2.1", "p.horizon=3.1", "ended");
    }

    @Test
    void anImpossibleChoiceIsRefusedWithItsReason() {
        FieldModel model = model(LOSS);
        model.edit("nll");
        assertThat(model.value()).isEqualTo("mse");
        assertThat(model.errorProperty().get()).isEqualTo("there is no density.");
        assertThat(heard).isEmpty();
        model.edit("mse");
        assertThat(model.errorProperty().get()).isEmpty();
    }

    @Test
    void numbersThatBelongTogetherAreTypedOneAfterAnother() {
        FieldModel model = model(HORIZON);
        model.edit(4.0);
        assertThat(model.value()).isEqualTo(4.0);
    }

    @Test
    void aTypedValueIsAGestureOfItsOwn() {
        FieldModel model = model(HORIZON);
        model.type("2");
        assertThat(heard).containsExactly("begun", "p.horizon=2.0", "ended");
    }

    @Test
    void theSameValueIsNoChange() {
        FieldModel model = model(HORIZON);
        model.type("1.0");
        assertThat(heard).isEmpty();
    }

    @Test
    void aTypedValueMayExceedTheSliderButNotTheLimits() {
        FieldModel model = model(HORIZON);
        model.type("40");
        assertThat(model.value()).isEqualTo(40.0);
        assertThat(model.position()).isEqualTo(1.0);
        model.type("60");
        assertThat(model.value()).isEqualTo(40.0);
        assertThat(model.errorProperty().get()).isEqualTo("60.0 is not allowed; allowed: real in [0.01, 50].");
    }

    @Test
    void anAcceptedValueClearsTheError() {
        FieldModel model = model(HORIZON);
        model.type("much");
        assertThat(model.errorProperty().get()).startsWith("'much' is not a number");
        model.type("3");
        assertThat(model.errorProperty().get()).isEmpty();
    }

    @Test
    void aLogarithmicSliderHasItsGeometricMeanInTheMiddle() {
        FieldModel model = model(RATE);
        model.slide(0.5);
        assertThat(model.value()).isEqualTo(0.01);
        assertThat(model.position()).isEqualTo(0.5);
    }

    @Test
    void slidersSetFewDigits() {
        FieldModel model = model(RATE);
        model.slide(0.123456);
        assertThat(model.value()).isEqualTo(3.12e-4);
    }

    @Test
    void readsPowersOfTenAsTheyAreWritten() {
        FieldModel model = model(RATE);
        model.type("3 × 10⁻²");
        assertThat(model.value()).isEqualTo(0.03);
        model.type("1e−3");
        assertThat(model.value()).isEqualTo(0.001);
    }

    @Test
    void aDecimalCommaIsUnderstoodWhereItCanBeNothingElse() {
        FieldModel model = model(RATE);
        model.type("0,05");
        assertThat(model.value()).isEqualTo(0.05);
        assertThat(model.text()).as("shown with a point").isEqualTo("0.05");
        model.type("2,5 × 10⁻²");
        assertThat(model.value()).isEqualTo(0.025);
        model.type("1,234");
        assertThat(model.value()).isEqualTo(0.025);
        assertThat(model.errorProperty().get()).isEqualTo("'1,234' may be 1.234 or 1234; write the one that is meant.");
        FieldModel starts = model(STARTS);
        starts.type("0,5; −1,5");
        assertThat(starts.value()).isEqualTo(List.of(0.5, -1.5));
    }

    @Test
    void itsTextReadsBackToTheSameValue() {
        FieldModel model = model(STARTS);
        List<Double> values = List.of(-4.0, 0.1 + 0.2, 1e-7, -3.5e120, 2.0);
        model.edit(values);
        assertThat(model.text()).isEqualTo("−4, 0.30000000000000004, 1e−7, −3.5e120, 2");
        model.type(model.text() + ", 5");
        model.type("−4, 0.30000000000000004, 1e−7, −3.5e120, 2");
        assertThat(model.value()).isEqualTo(values);
    }

    @Test
    void showingAValueTellsNobody() {
        FieldModel model = model(HORIZON);
        model.show(2.5);
        assertThat(model.value()).isEqualTo(2.5);
        assertThat(heard).isEmpty();
    }
}
