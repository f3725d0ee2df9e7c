package adjointlab.panel.flow;

import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import java.util.List;
import java.util.Locale;

/// Finds a channel of series by what a person writes.
final class ChannelNames {
    /// Characters of a name.
    static final int LONGEST = 80;

    private ChannelNames() {}

    /// Names of the channels that are told; all where classes are.
    static List<String> told(SequenceLearning problem) {
        List<String> all = problem.source().channels();
        return switch (problem.aim()) {
            case Next next
            when !next.channels().isEmpty() ->
                next.channels().stream().map(all::get).toList();
            case Next _, Label _ -> all;
        };
    }

    /// The channel of that name in any case, else the first that begins so, else that of that number from 1.
    ///
    /// @return its index, −1 where there is none
    static int find(String name, List<String> channels) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        List<String> lower = channels.stream()
                .map(channel -> channel.toLowerCase(Locale.ROOT))
                .toList();
        if (lower.contains(wanted)) {
            return lower.indexOf(wanted);
        }
        for (int c = 0; c < lower.size(); c++) {
            if (!wanted.isEmpty() && lower.get(c).startsWith(wanted)) {
                return c;
            }
        }
        boolean number = wanted.matches("[0-9]{1,6}");
        int index = number ? Integer.parseInt(wanted) - 1 : -1;
        return index < channels.size() ? index : -1;
    }

    /// Says that there is none.
    static String unknown(String name, List<String> channels) {
        int most = 12;
        String some = String.join(", ", channels.subList(0, Math.min(most, channels.size())));
        return "No channel is called “" + name + "”; there are " + some + (channels.size() > most ? ", …" : "") + ".";
    }
}
