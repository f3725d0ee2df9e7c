package adjointlab.core.table.series;

import adjointlab.core.table.NumberCells;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The cells of one file as times: numbers, or dates and date-times of ISO 8601, all of one kind. A date-time without
/// an offset is taken as UTC.
final class TimeCells {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private static final int DATE_LENGTH = 10;

    private final NumberCells numbers;
    private boolean anyNumber;
    private @Nullable LocalDateTime first;

    TimeCells(NumberCells numbers) {
        this.numbers = numbers;
    }

    /// Whether they are dates.
    boolean areDates() {
        return first != null;
    }

    /// Whether a cell holds a date.
    static boolean isDate(String cell) {
        return cell.length() >= DATE_LENGTH && Character.isDigit(cell.charAt(0)) && date(cell) != null;
    }

    /// The time in a cell.
    ///
    /// @param place of the cell, for the sentence of an error
    /// @return the number, or seconds since the first date of the file
    /// @throws IOException in one sentence with the place, if the cell holds none or one of another kind
    double of(String cell, Supplier<String> place) throws IOException {
        if (cell.isEmpty()) {
            throw new IOException(place.get() + " is empty; every observation has its time");
        }
        if (numbers.isNumber(cell)) {
            if (areDates()) {
                throw new IOException(place.get() + ": '" + NumberCells.brief(cell) + "' is a number among dates");
            }
            anyNumber = true;
            double time = numbers.of(cell, place);
            if (!Double.isFinite(time)) {
                throw new IOException(place.get() + ": '" + NumberCells.brief(cell) + "' is too large");
            }
            return time + 0.0; // a zero has one sign
        }
        LocalDateTime date = date(cell);
        if (date == null) {
            throw new IOException(place.get() + ": '" + NumberCells.brief(cell)
                    + "' is no time; write numbers, or dates as 2026-01-31 or 2026-01-31T12:00:00");
        }
        if (anyNumber) {
            throw new IOException(place.get() + ": '" + NumberCells.brief(cell) + "' is a date among numbers");
        }
        LocalDateTime from = first == null ? date : first;
        first = from;
        Duration since = Duration.between(from, date);
        return since.getSeconds() + 1e-9 * since.getNano();
    }

    private static @Nullable LocalDateTime date(String cell) {
        try {
            TemporalAccessor parsed = ISO.parse(cell);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            LocalDateTime local = LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
            return offset == null ? local : local.minusSeconds(offset.getTotalSeconds());
        } catch (DateTimeException _) {
            return null; // no date, which is said by whoever asked
        }
    }
}
