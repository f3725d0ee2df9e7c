package adjointlab.ui.figure;

import adjointlab.figure.Composition.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the cells of a grid stand once one of them is moved over others. All keep their sizes and none lies over
/// another.
///
/// Ways are tried one after another. Two in a row or a column turn about. The moved cell and those under it change
/// places within the grid, with all that stands where they come to; else those under it go to the nearest places of
/// the grid that are free; else those under it are pushed down, and so are those under these.
///
/// @param places of the cells, none over another
/// @param rows of the grid, at least those that the places need
/// @param columns of the grid, at least those that the places need
record Arrangement(List<Place> places, int rows, int columns) {
    Arrangement {
        places = List.copyOf(places);
    }

    /// The places with one of them elsewhere.
    ///
    /// @param index of the cell that moves
    /// @param wanted of its size; over others it does not reach beyond the grid, but stands as near as the grid
    ///     allows
    /// @param mostRows a grid has at most
    /// @return nothing where the grid would have too many rows
    Optional<List<Place>> moved(int index, Place wanted, int mostRows) {
        if (isFree(index, wanted)) {
            return Optional.of(with(index, wanted));
        }
        Place there = within(wanted);
        return exchanged(index, there).or(() -> besides(index, there)).or(() -> Optional.of(pushed(index, there))
                .filter(all -> all.stream().allMatch(place -> place.lastRow() < mostRows)));
    }

    /// The places with one of them where it was dropped: with its first corner there, within the grid where it may be.
    /// Over others it rather stays in its column or in its row than that they do not change places with it.
    ///
    /// @param index of the cell that moves
    /// @param spot of any size, where the pointer let it go
    /// @param most rows and columns of a grid
    /// @return nothing where the grid would have too many rows or columns
    Optional<List<Place>> dropped(int index, Place spot, int most) {
        Place own = places.get(index);
        Place wanted = sized(own, spot.row(), spot.column());
        Place near = within(wanted);
        if (isFree(index, near) || isFree(index, wanted)) {
            Place free = isFree(index, near) ? near : wanted;
            return Optional.of(with(index, free)).filter(_ -> free.lastRow() < most && free.lastColumn() < most);
        }
        return turned(index, spot)
                .or(() -> Stream.of(near, sized(own, near.row(), own.column()), sized(own, own.row(), near.column()))
                        .filter(spot::meets)
                        .flatMap(there -> exchanged(index, there).stream())
                        .findFirst())
                .or(() -> moved(index, near, most));
    }

    /// A cell and one that it is dropped on, of the same rows or the same columns, in the other order where they are.
    private Optional<List<Place>> turned(int index, Place spot) {
        Place own = places.get(index);
        int other = places.indexOf(spot);
        boolean inRow = own.row() == spot.row() && own.rows() == spot.rows();
        boolean inColumn = own.column() == spot.column() && own.columns() == spot.columns();
        if (other < 0 || !inRow && !inColumn) {
            return Optional.empty();
        }
        List<Place> changed = with(index, inRow ? acrossFrom(own, spot) : downFrom(own, spot));
        changed.set(other, inRow ? acrossFrom(spot, own) : downFrom(spot, own));
        return Optional.of(changed).filter(Arrangement::isApart);
    }

    /// One of two in a row at the other's end of the room that both have.
    private static Place acrossFrom(Place one, Place other) {
        boolean first = one.column() < other.column();
        return sized(one, one.row(), first ? other.lastColumn() - one.columns() + 1 : other.column());
    }

    /// One of two in a column at the other's end of the room that both have.
    private static Place downFrom(Place one, Place other) {
        boolean first = one.row() < other.row();
        return sized(one, first ? other.lastRow() - one.rows() + 1 : other.row(), one.column());
    }

    private static Place sized(Place cell, int row, int column) {
        return new Place(row, column, cell.rows(), cell.columns());
    }

    /// The place nearest to one that does not reach beyond the grid.
    Place within(Place wanted) {
        return sized(
                wanted,
                Math.min(wanted.row(), rows - wanted.rows()),
                Math.min(wanted.column(), columns - wanted.columns()));
    }

    /// Whether no other cell stands at a place.
    boolean isFree(int index, Place place) {
        return others(index).noneMatch(other -> places.get(other).meets(place));
    }

    private Stream<Integer> others(int index) {
        return IntStream.range(0, places.size()).filter(i -> i != index).boxed();
    }

    private List<Place> with(int index, Place place) {
        List<Place> changed = new ArrayList<>(places);
        changed.set(index, place);
        return changed;
    }

    /// Cells that go the moved one's way change places with those that come the other way, as far as this reaches.
    private Optional<List<Place>> exchanged(int index, Place there) {
        Place from = places.get(index);
        int down = there.row() - from.row();
        int right = there.column() - from.column();
        Set<Integer> going = new HashSet<>(Set.of(index));
        Set<Integer> coming = new HashSet<>();
        List<Place> changed = with(index, there);
        boolean more = true;
        while (more) {
            boolean came = join(coming, going, changed, -down, -right);
            boolean went = join(going, coming, changed, down, right);
            more = came || went;
        }
        boolean fits = changed.stream().allMatch(this::holds) && isApart(changed);
        return fits ? Optional.of(changed) : Optional.empty();
    }

    /// Adds to some cells those that stand where others come to.
    ///
    /// @param changed places after it, in and out
    /// @return whether there were any
    private boolean join(Set<Integer> some, Set<Integer> others, List<Place> changed, int down, int right) {
        boolean joined = false;
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            boolean met = others.stream().map(changed::get).anyMatch(place::meets);
            if (met && !others.contains(i) && some.add(i)) {
                changed.set(i, shifted(place, down, right));
                joined = true;
            }
        }
        return joined;
    }

    private static Place shifted(Place place, int down, int right) {
        return sized(place, place.row() + down, place.column() + right);
    }

    private boolean holds(Place place) {
        return place.row() >= 0 && place.column() >= 0 && place.lastRow() < rows && place.lastColumn() < columns;
    }

    private static boolean isApart(List<Place> places) {
        return IntStream.range(0, places.size())
                .allMatch(i -> places.subList(0, i).stream().noneMatch(places.get(i)::meets));
    }

    /// Those under the moved cell stand at the nearest free places.
    private Optional<List<Place>> besides(int index, Place there) {
        List<Place> changed = with(index, there);
        List<Place> taken = new ArrayList<>(List.of(there));
        others(index).map(places::get).filter(place -> !place.meets(there)).forEach(taken::add);
        for (int i : others(index).filter(each -> places.get(each).meets(there)).toList()) {
            Optional<Place> nearest = nearest(places.get(i), taken);
            if (nearest.isEmpty()) {
                return Optional.empty();
            }
            changed.set(i, nearest.get());
            taken.add(nearest.get());
        }
        return Optional.of(changed);
    }

    private Optional<Place> nearest(Place place, List<Place> taken) {
        return IntStream.range(0, rows)
                .boxed()
                .flatMap(row -> IntStream.range(0, columns).mapToObj(column -> sized(place, row, column)))
                .filter(free -> holds(free) && taken.stream().noneMatch(free::meets))
                .min(Comparator.comparingInt(
                        free -> Math.abs(free.row() - place.row()) + Math.abs(free.column() - place.column())));
    }

    /// Those under the moved cell go down as far as they must, from the top on.
    private List<Place> pushed(int index, Place there) {
        List<Place> changed = with(index, there);
        List<Place> taken = new ArrayList<>(List.of(there));
        List<Integer> fromTop = others(index)
                .sorted(Comparator.<Integer>comparingInt(i -> places.get(i).row())
                        .thenComparingInt(i -> places.get(i).column()))
                .toList();
        for (int i : fromTop) {
            Place down = places.get(i);
            while (taken.stream().anyMatch(down::meets)) {
                down = shifted(down, 1, 0);
            }
            changed.set(i, down);
            taken.add(down);
        }
        return changed;
    }
}
