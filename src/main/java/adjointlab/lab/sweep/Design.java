package adjointlab.lab.sweep;

import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.Slots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was tried of each optimizer, or of whatever is compared, and whether all were given the same: as many learning
/// rates over as wide a range, the same seeds at each of them, the same data, model and loss, and the same budget. Only
/// then a ranking compares optimizers instead of the luck and the tuning that each was given: Dodge et al., EMNLP 2019;
/// Sivaprasad et al., ICML 2020. Where a range lies may differ, since optimizers' rates mean different things.
public final class Design {
    private static final double SAME_WIDTH = 0.01;
    private static final int MOST_NAMED = 6;

    private final Map<String, List<Trial>> groups = new LinkedHashMap<>();
    private final Contrast contrast;

    /// That of trials.
    ///
    /// @param trials at least one, all of one contrast, in the order in which groups are named
    public Design(List<Trial> trials) {
        contrast = trials.getFirst().contrast();
        trials.forEach(trial ->
                groups.computeIfAbsent(trial.group(), _ -> new ArrayList<>()).add(trial));
    }

    /// What is compared.
    public Contrast contrast() {
        return contrast;
    }

    /// The trials of each group, by id.
    Map<String, List<Trial>> groups() {
        return groups;
    }

    /// What is not equal and what to add, a sentence each; none where optimizers can be ranked.
    public List<String> faults() {
        if (groups.size() < 2) {
            return List.of("There is one " + contrast.noun() + " only.");
        }
        List<String> faults = new ArrayList<>(settings());
        faults.addAll(budgets());
        faults.addAll(rates());
        faults.addAll(seeds());
        groups.values().forEach(group -> {
            long open = group.stream().filter(Trial::isOpen).count();
            if (open > 0) {
                faults.add(open + " of " + trainings(group.size()) + " of " + label(group) + " "
                        + (open == 1 ? "is" : "are") + " not done.");
            }
        });
        return faults;
    }

    /// What is equal, as in "3 optimizers × 7 rates × 3 seeds of 200 iterations".
    public String statement() {
        List<Trial> first = groups.values().iterator().next();
        Trial.Spent spent = first.getFirst().spent();
        return groups.size() + " " + contrast.noun() + "s × "
                + contrast.tunedCount(byPoint(first).size()) + " × "
                + counted(seedCount(), "seed") + " of " + spent.budget().words(spent.planned());
    }

    /// Seeds of an optimizer; of each of them where there are no [#faults].
    public int seedCount() {
        return seeds(groups.values().iterator().next()).size();
    }

    /// What of settings should be the same and is not.
    private List<String> settings() {
        Set<String> paths = new LinkedHashSet<>();
        groups.values()
                .forEach(group -> group.forEach(
                        trial -> paths.addAll(trial.settings().asMap().keySet())));
        paths.removeIf(contrast::isVaried);
        if (budgetUnits().noneMatch(unit -> unit == Budget.Unit.ITERATIONS)) {
            paths.remove(Slots.ITERATIONS.path());
        }
        List<String> faults = new ArrayList<>();
        for (String path : paths) {
            Map<String, Set<String>> values = new LinkedHashMap<>();
            groups.values()
                    .forEach(group -> values.put(
                            label(group),
                            group.stream().map(trial -> value(trial, path)).collect(toOrdered())));
            if (contrast.isMethod(path)) {
                values.forEach((label, different) -> {
                    if (different.size() > 1) {
                        faults.add(label + " has several values of " + path + " (" + listed(different)
                                + "): compare one of them.");
                    }
                });
            } else if (values.values().stream().flatMap(Set::stream).distinct().count() > 1) {
                faults.add(path + " differs ("
                        + values.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + listed(entry.getValue()))
                                .collect(Collectors.joining("; "))
                        + "): give all the same.");
            }
        }
        return faults;
    }

    private Stream<Budget.Unit> budgetUnits() {
        return groups.values().stream()
                .flatMap(List::stream)
                .map(trial -> trial.spent().budget().unit());
    }

    /// Budgets in something else than iterations, which are settings.
    private List<String> budgets() {
        Set<String> budgets = new LinkedHashSet<>();
        groups.values()
                .forEach(group -> group.forEach(
                        trial -> budgets.add(trial.spent().budget().text())));
        return budgets.size() == 1
                ? List.of()
                : List.of("The budget differs (" + String.join("; ", budgets) + "): give all the same.");
    }

    private List<String> rates() {
        List<String> faults = new ArrayList<>();
        List<Trial> most = groups.values().iterator().next();
        for (List<Trial> group : groups.values()) {
            most = byPoint(group).size() > byPoint(most).size() ? group : most;
        }
        for (List<Trial> group : groups.values()) {
            int missing = byPoint(most).size() - byPoint(group).size();
            if (missing > 0) {
                faults.add(label(group) + " has "
                        + contrast.tunedLong(byPoint(group).size()) + " where " + label(most) + " has "
                        + byPoint(most).size() + ": add " + missing + ".");
            } else {
                for (int i = 0; i < contrast.tuned().size(); i++) {
                    width(group, i).ifPresent(faults::add);
                }
            }
        }
        return faults;
    }

    /// That a tuned number of a group spans less than that of another; who has no such number has others in its place.
    private Optional<String> width(List<Trial> group, int number) {
        List<Trial> widest = group;
        for (List<Trial> other : groups.values()) {
            widest = decades(other, number) > decades(widest, number) ? other : widest;
        }
        double own = decades(group, number);
        double most = decades(widest, number);
        return Double.isNaN(own) || most - own <= SAME_WIDTH
                ? Optional.empty()
                : Optional.of(
                        label(group) + "'s " + Contrast.plural(contrast.tuned().get(number)) + " span "
                                + Numbers.brief(own, 2) + " decades where those of " + label(widest) + " span "
                                + Numbers.brief(most, 2) + ": spread them as far.");
    }

    private List<String> seeds() {
        Set<Integer> all = new TreeSet<>();
        groups.values().forEach(group -> all.addAll(seeds(group)));
        List<String> faults = new ArrayList<>();
        groups.values().forEach(group -> faults.addAll(missingSeeds(group, all)));
        if (all.size() == 1) {
            faults.add("There is one seed only, which does not tell a better " + contrast.noun()
                    + " from a lucky one: add seeds.");
        }
        return faults;
    }

    private List<String> missingSeeds(List<Trial> group, Set<Integer> all) {
        List<String> faults = new ArrayList<>();
        Map<Set<Integer>, List<String>> missing = new LinkedHashMap<>();
        Map<TunedPoint, List<Trial>> byPoint = byPoint(group);
        byPoint.forEach((point, trials) -> {
            Set<Integer> lacking = new TreeSet<>(all);
            lacking.removeAll(seeds(trials));
            if (!lacking.isEmpty()) {
                missing.computeIfAbsent(lacking, _ -> new ArrayList<>()).add(point.words());
            }
            if (trials.size() > seeds(trials).size()) {
                faults.add(label(group) + " has a seed twice at the " + contrast.tunedShort(1) + " " + point.words()
                        + ": leave one training out.");
            }
        });
        missing.forEach((seeds, rates) ->
                faults.add(label(group) + " lacks " + (seeds.size() == 1 ? "seed " : "seeds ") + listed(seeds) + " at "
                        + (rates.size() == byPoint.size()
                                ? "every " + contrast.tunedShort(1)
                                : "the " + contrast.tunedShort(rates.size()) + " " + listed(rates))
                        + ": add " + (seeds.size() * rates.size() == 1 ? "it." : "them.")));
        return faults;
    }

    /// The trials of each combination of tuned numbers, ascending.
    static Map<TunedPoint, List<Trial>> byPoint(List<Trial> group) {
        return group.stream().collect(Collectors.groupingBy(Trial::point, TreeMap::new, Collectors.toList()));
    }

    /// None where the numbers are not all positive: such ranges are compared by their number alone. Not a number where
    /// some trials have no such setting.
    private static double decades(List<Trial> group, int number) {
        DoubleSummaryStatistics values = group.stream()
                .mapToDouble(trial -> trial.point().values().get(number))
                .summaryStatistics();
        if (Double.isNaN(values.getSum())) {
            return Double.NaN;
        }
        return values.getMin() > 0 ? Math.log10(values.getMax() / values.getMin()) : 0;
    }

    private static Set<Integer> seeds(List<Trial> trials) {
        return trials.stream().map(Trial::seed).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String label(List<Trial> group) {
        return group.getFirst().label();
    }

    private static String value(Trial trial, String path) {
        return trial.settings().has(path) ? String.valueOf(trial.settings().get(path)) : "none";
    }

    private static Collector<String, ?, Set<String>> toOrdered() {
        return Collectors.toCollection(LinkedHashSet::new);
    }

    private static String listed(Collection<?> values) {
        String first = values.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return values.size() > MOST_NAMED ? first + " and " + (values.size() - MOST_NAMED) + " more" : first;
    }

    private static String trainings(int count) {
        return counted(count, "training");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
