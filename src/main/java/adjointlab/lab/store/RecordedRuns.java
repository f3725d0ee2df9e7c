package adjointlab.lab.store;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.RunRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a document's runs must be for the lab to go on with them, beyond that each of their values can be read.
final class RecordedRuns {
    private RecordedRuns() {}

    /// @param json the document
    /// @return the same runs
    /// @throws InvalidValueException in one sentence, if two of them have one name
    static List<RunRecord> checkNames(JsonObject json, List<RunRecord> runs) {
        Set<String> names = new HashSet<>();
        for (RunRecord run : runs) {
            if (!names.add(run.identity().name())) {
                throw json.wrong(
                        "two runs are named '" + Quoted.brief(run.identity().name()) + "'");
            }
        }
        return runs;
    }

    /// @param json the run
    /// @return the same run
    /// @throws InvalidValueException in one sentence, if its checkpoints are none of one training
    static RunRecord check(JsonObject json, RunRecord run) {
        if (run.iteration() < 0) {
            throw json.wrong("'iteration' must be at least 0");
        }
        List<Checkpoint> checkpoints = run.checkpoints();
        if (checkpoints.isEmpty()) {
            return run;
        }
        Checkpoint first = checkpoints.getFirst();
        long before = -1;
        for (Checkpoint each : checkpoints) {
            if (each.iteration() <= before) {
                throw json.wrong("checkpoints must be in order of their iterations, from 0 on");
            }
            before = each.iteration();
            if (each.optimizer().updates() < 0) {
                throw json.wrong("the checkpoint of iteration " + before + " has a negative number of updates");
            }
            checkLengths(json, each, first);
        }
        if (before != run.log().rows() - 1) {
            throw json.wrong("metrics and checkpoints end at different iterations");
        }
        return run;
    }

    /// Weights and what the optimizer remembers of each have one length all through a training.
    private static void checkLengths(JsonObject json, Checkpoint each, Checkpoint first) {
        int weights = first.theta().length;
        if (each.theta().length != weights) {
            throw json.wrong("the checkpoint of iteration " + each.iteration() + " has " + each.theta().length
                    + " weights where the first has " + weights);
        }
        if (!each.optimizer().sameShape(first.optimizer())) {
            throw json.wrong("the checkpoint of iteration " + each.iteration()
                    + " remembers other numbers of the optimizer than the first");
        }
    }
}
