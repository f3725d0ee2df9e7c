package adjointlab.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Files of kinds that are not read, each with what it is and what to do, told from its first bytes or its name.
enum FileKind {
    WORKBOOK("a workbook of a spreadsheet; save the sheet as CSV", "xlsx|xls|xlsm|ods", "\u00d0\u00cf\u0011\u00e0"),
    FEATHER("a file of Arrow; write the table with to_csv", "feather|arrow|ipc", "ARROW1"),
    KERAS("a model of Keras, whose weights are no samples", "keras", ""),
    HDF5("a file of HDF5; name it .h5, with its arrays x and y at the root", "he5", "\u0089HDF"),
    PICKLE("a pickle of Python, which could run programs; save numbers with numpy.savez", "pkl|pickle|joblib", ""),
    TORCH("a file of PyTorch; save its arrays with numpy.savez as x and y", "pt|pth|ckpt|safetensors", ""),
    TFRECORD("a file of TensorFlow; save its arrays with numpy.savez as x and y", "tfrecord|tfrecords", ""),
    R_DATA("a file of R; write the table with write.csv", "rds|rdata|rda", "RDX"),
    STATA("a file of a statistics program; save it as CSV", "dta|sav|sas7bdat|por", "$FL2"),
    WEKA("in Weka's form, which is not read; save it as CSV, or take the archive's .ts", "arff", "@relation"),
    SERIES("a file of series; the problem Series from a file reads it", "ts", "@problemName"),
    JSON("JSON and no table; write the table with to_csv", "json|jsonl|ndjson", ""),
    MARKUP("a page or other markup and no table; save the table as CSV", "html?|xml|yaml|yml|svg", "<!DOCTYPE"),
    LIBSVM("in the sparse form of LIBSVM; write its rows in full as CSV", "libsvm|svmlight", ""),
    DATABASE("a database; write the table as CSV", "sqlite|sqlite3|db", "SQLite format"),
    PDF("a PDF and no table; save the table as CSV", "pdf", "%PDF"),
    PICTURE(
            "a picture; samples that are pictures lie in a folder with a folder for each class",
            "png|jpe?g|gif|bmp|tiff?|webp",
            "\u0089PNG"),
    ARCHIVE("an archive; unpack it first", "zip|tar|tgz|7z|rar|bz2|xz|zst", "");

    private static final int LOOKED_AT = 64;

    private final String words;
    private final String endings;
    private final String magic;

    /// @param words what it is and what to do
    /// @param endings of its name, between bars
    /// @param magic what its bytes begin with; "" where that says nothing
    FileKind(String words, String endings, String magic) {
        this.words = words;
        this.endings = endings;
        this.magic = magic;
    }

    /// @throws IOException in one sentence, if the file is of a kind that is not read
    static void check(Path file) throws IOException {
        String start;
        try (InputStream in = SampleFile.open(file)) {
            start = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        }
        Optional<FileKind> kind = of(SampleFile.plainName(file), start);
        if (kind.isPresent()) {
            throw new IOException(file + " is " + kind.get().words);
        }
    }

    private static Optional<FileKind> of(String name, String start) {
        for (FileKind each : values()) {
            boolean begins = !each.magic.isEmpty() && start.regionMatches(true, 0, each.magic, 0, each.magic.length());
            if (begins || name.matches(".*\\.(" + each.endings + ")")) {
                boolean renamed = each == SERIES && !start.stripLeading().matches("(?s)[@#].*");
                return renamed ? Optional.empty() : Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
