package adjointlab.ui.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Composition.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Cells of any size that are moved over one another.
final class ArrangementTest {
    private static final int MOST = 12;

    private static Place one(int row, int column) {
        return new Place(row, column, 1, 1);
    }

    private static Place place(int row, int column, int rows, int columns) {
        return new Place(row, column, rows, columns);
    }

    private static List<Place> moved(Arrangement before, int index, Place wanted) {
        return before.moved(index, wanted, MOST).orElseThrow();
    }

    @Test
    void oneOfTheSameSizeChangesPlaces() {
        Arrangement before = new Arrangement(List.of(one(0, 0), one(0, 1), one(1, 0)), 2, 2);
        assertThat(moved(before, 0, one(0, 1))).containsExactly(one(0, 1), one(0, 0), one(1, 0));
        assertThat(moved(before, 0, one(1, 1))).as("nobody's").containsExactly(one(1, 1), one(0, 1), one(1, 0));
    }

    @Test
    void aWideOneChangesPlacesWithTheRowThatItComesTo() {
        Place wide = place(1, 0, 1, 3);
        Arrangement before = new Arrangement(List.of(one(0, 0), one(0, 1), wide), 2, 3);
        List<Place> after = List.of(one(1, 0), one(1, 1), place(0, 0, 1, 3));
        assertThat(moved(before, 2, place(0, 0, 1, 3))).isEqualTo(after);
        assertThat(moved(before, 2, place(0, 1, 1, 3)))
                .as("it has no room there")
                .isEqualTo(after);
        assertThat(moved(before, 0, one(1, 0)))
                .as("what stands beside goes along")
                .isEqualTo(after);
    }

    @Test
    void aTallOneChangesPlacesWithTheColumnThatItComesTo() {
        Arrangement before = new Arrangement(List.of(place(0, 0, 2, 1), one(0, 1), one(1, 1)), 2, 2);
        List<Place> after = List.of(place(0, 1, 2, 1), one(0, 0), one(1, 0));
        assertThat(moved(before, 0, place(1, 1, 2, 1))).isEqualTo(after);
        assertThat(moved(before, 2, one(1, 0)))
                .as("what stands over it goes along")
                .isEqualTo(after);
    }

    /// As it comes to stand where it has stood itself, the other cannot take its place.
    @Test
    void oneThatMovesByLessThanItsSizeLeavesWhatIsFreeToTheOther() {
        Arrangement before = new Arrangement(List.of(place(0, 0, 2, 2), one(0, 2), one(1, 2)), 2, 3);
        assertThat(moved(before, 0, place(0, 2, 2, 2))).containsExactly(place(0, 1, 2, 2), one(0, 0), one(1, 0));
    }

    @Test
    void whatHasNoRoomElsewhereIsPushedDownWithWhatIsUnderIt() {
        Place tall = place(0, 1, 2, 1);
        Place wide = place(2, 0, 1, 2);
        Arrangement before = new Arrangement(List.of(one(0, 0), tall, wide), 3, 2);
        assertThat(moved(before, 0, one(2, 0))).containsExactly(one(2, 0), tall, place(3, 0, 1, 2));
        assertThat(before.moved(0, one(2, 0), 3)).as("that were four rows").isEmpty();
        assertThat(before.dropped(0, wide, 3)).isEmpty();

        Arrangement more = new Arrangement(List.of(tall, wide, place(3, 0, 2, 2)), 5, 2);
        assertThat(moved(more, 0, place(2, 0, 2, 1)))
                .containsExactly(place(2, 0, 2, 1), place(4, 0, 1, 2), place(5, 0, 2, 2));
    }

    @Test
    void twoInARowOrAColumnTurnAbout() {
        Place wide = place(0, 1, 1, 2);
        Arrangement row = new Arrangement(List.of(one(0, 0), wide, one(0, 3)), 1, 4);
        assertThat(row.dropped(0, wide, MOST).orElseThrow()).containsExactly(one(0, 2), place(0, 0, 1, 2), one(0, 3));
        assertThat(row.dropped(1, one(0, 0), MOST).orElseThrow())
                .containsExactly(one(0, 2), place(0, 0, 1, 2), one(0, 3));
        assertThat(row.dropped(2, wide, MOST).orElseThrow()).containsExactly(one(0, 0), place(0, 2, 1, 2), one(0, 1));
        Place tall = place(1, 0, 2, 1);
        assertThat(new Arrangement(List.of(one(0, 0), tall), 3, 1)
                        .dropped(1, one(0, 0), MOST)
                        .orElseThrow())
                .containsExactly(one(2, 0), place(0, 0, 2, 1));
    }

    @Test
    void oneThatIsDroppedStaysInItsColumnOrRowWhereThatLetsTheOtherPass() {
        Arrangement rows = new Arrangement(List.of(one(0, 0), one(0, 1), place(1, 0, 1, 2)), 2, 2);
        assertThat(rows.dropped(1, place(1, 0, 1, 2), MOST).orElseThrow())
                .containsExactly(one(1, 0), one(1, 1), place(0, 0, 1, 2));
        Arrangement columns = new Arrangement(List.of(one(0, 0), one(1, 0), place(0, 1, 2, 1)), 2, 2);
        assertThat(columns.dropped(1, place(0, 1, 2, 1), MOST).orElseThrow())
                .containsExactly(one(0, 1), one(1, 1), place(0, 0, 2, 1));
    }

    @Test
    void oneThatIsDroppedAtAnEmptyPlaceStaysInTheGridWhereItMay() {
        Place wide = place(1, 0, 1, 2);
        Arrangement free = new Arrangement(List.of(one(0, 0), wide), 2, 3);
        assertThat(free.dropped(1, one(0, 2), MOST).orElseThrow()).containsExactly(one(0, 0), place(0, 1, 1, 2));
        Arrangement taken = new Arrangement(List.of(one(0, 1), wide), 2, 3);
        assertThat(taken.dropped(1, one(0, 2), MOST).orElseThrow())
                .as("else it makes it larger")
                .containsExactly(one(0, 1), place(0, 2, 1, 2));
        assertThat(taken.dropped(1, one(0, 2), 3)).as("but not too large").isEmpty();
    }

    /// Whatever is moved wherever: sizes stay, nothing lies over another, and the moved one is where it was let go.
    @RepeatedTest(200)
    void nothingEverLiesOverAnother(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int rows = 1 + random.nextInt(5);
        int columns = 1 + random.nextInt(5);
        List<Place> places = new ArrayList<>();
        for (int tries = 0; tries < 12; tries++) {
            Place tried =
                    place(random.nextInt(rows), random.nextInt(columns), 1 + random.nextInt(3), 1 + random.nextInt(3));
            if (tried.lastRow() < rows
                    && tried.lastColumn() < columns
                    && places.stream().noneMatch(tried::meets)) {
                places.add(tried);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        Arrangement before = new Arrangement(places, rows, columns);
        int index = random.nextInt(places.size());
        Place own = places.get(index);
        Place wanted = place(random.nextInt(rows), random.nextInt(columns), own.rows(), own.columns());
        before.moved(index, wanted, MOST).ifPresent(after -> {
            assertThat(after.get(index)).isIn(wanted, before.within(wanted));
            assertKept(places, after);
        });
        Place spot = places.get(random.nextInt(places.size()));
        before.dropped(index, spot, MOST).ifPresent(after -> {
            assertThat(after.get(index).meets(spot)).isTrue();
            assertKept(places, after);
        });
    }

    private static void assertKept(List<Place> before, List<Place> after) {
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < after.size(); i++) {
            Place each = after.get(i);
            assertThat(each.row()).as("%s to %s", before, after).isBetween(0, MOST - each.rows());
            assertThat(each.column()).isNotNegative();
            assertThat(place(0, 0, each.rows(), each.columns()))
                    .isEqualTo(place(0, 0, before.get(i).rows(), before.get(i).columns()));
            for (int j = 0; j < i; j++) {
                assertThat(each.meets(after.get(j)))
                        .as("%s to %s", before, after)
                        .isFalse();
            }
        }
    }
}
