package adjointlab.lab.lesson;

import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.List;
import java.util.Optional;

/// What an answer looks like, so that a window can show a control for it without knowing the kind of question.
public sealed interface AnswerForm {
    /// Nothing is answered.
    record Nothing() implements AnswerForm {}

    /// Something is done in the lab until it shows the goal.
    ///
    /// @param goal what it must show
    record InLab(Goal goal) implements AnswerForm {
        /// The answer that the lab gives now.
        public Answer answer(List<Run> runs) {
            return goal.answer(runs);
        }
    }

    /// One of several.
    ///
    /// @param options at least two
    record Options(List<Option> options) implements AnswerForm {
        public Options {
            options = List.copyOf(options);
        }
    }

    /// One of several answers.
    ///
    /// @param id stable, for files
    /// @param text what is shown
    record Option(String id, String text) {}

    /// A number.
    ///
    /// @param unit behind it; "" for none
    record Quantity(String unit) implements AnswerForm {
        /// The number that a person typed, with any sort of minus sign and decimal point; nothing if it is
        /// none.
        public static Optional<Answer> parse(String typed) {
            String plain = typed.strip().replace('−', '-').replace(',', '.').replace(" ", "");
            try {
                double value = Double.parseDouble(plain);
                return Double.isFinite(value) && plain.matches("[-+0-9.eE]+")
                        ? Optional.of(new Answer.Amount(value))
                        : Optional.empty();
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }
    }

    /// Free text.
    ///
    /// @param most characters
    record Words(int most) implements AnswerForm {}

    /// A curve that is drawn before it is shown: a metric of a run over the iterations.
    ///
    /// @param truth whose curve it is
    /// @param iterations the horizontal axis
    /// @param values the vertical axis
    /// @param decades whether the vertical axis is logarithmic; its ends are positive then
    record Curve(Truth truth, Span iterations, Span values, boolean decades) implements AnswerForm {
        /// How many values a drawn curve has.
        public static final int COLUMNS = 25;

        /// The iteration of a column.
        public double iteration(int column) {
            return iterations.from() + (iterations.to() - iterations.from()) * column / (COLUMNS - 1);
        }

        /// Where a value stands between the ends of the vertical axis, from 0 to 1.
        public double share(double value) {
            double share = decades
                    ? Math.log(value / values.from()) / Math.log(values.to() / values.from())
                    : (value - values.from()) / (values.to() - values.from());
            return Double.isNaN(share) ? share : Math.clamp(share, 0, 1);
        }

        /// The value at a share of the vertical axis.
        ///
        /// @param share from 0 to 1
        public double value(double share) {
            return decades
                    ? values.from() * Math.pow(values.to() / values.from(), share)
                    : values.from() + share * (values.to() - values.from());
        }
    }

    /// The curve that a sketch is compared with.
    ///
    /// @param runs of which the first counts
    /// @param metric column of its log
    record Truth(RunPattern runs, String metric) {
        /// The values from iteration 0 on, as far as the run has come; none without such a run or column.
        public double[] values(List<Run> all) {
            return runs.of(all).stream()
                    .filter(run -> run.log().column(metric) >= 0)
                    .findFirst()
                    .map(run -> run.log().values(metric))
                    .orElse(new double[0]);
        }
    }

    /// The ends of an axis.
    ///
    /// @param from below `to`
    record Span(double from, double to) {}
}
