package adjointlab.core.table;

import static adjointlab.core.table.Brought.in;
import static adjointlab.core.table.Brought.refused;
import static adjointlab.core.table.Brought.same;

import adjointlab.core.table.TableOptions.Header;
import adjointlab.core.table.TableOptions.Mark;
import adjointlab.core.table.TableOptions.Missing;
import adjointlab.core.table.TableOptions.Separator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Tables in texts, as programs write them.
final class BroughtTexts {
    private static final String PANDAS = "pandas";
    private static final String EXCEL = "Excel";
    private static final String R = "R";

    private static final String PLAIN = "0.5,-1.25,0\n1.5,2,1\n-3,0.25,0\n4,0.001,1\n";
    private static final String COMMAS = "0,5;-1,25;0\r\n1,5;2;1\r\n-3;0,25;0\r\n4;0,001;1\r\n";

    private BroughtTexts() {}

    static List<Brought> pandas() {
        return List.of(
                same(PANDAS + " index=False", "a.csv", "a,b,label\n" + PLAIN, "target: label (by its name), 2 classes"),
                same(
                        PANDAS,
                        "a.csv",
                        lines(",a,b,label", "0,0.5,-1.25,0", "1,1.5,2.0,1", "2,-3.0,0.25,0", "3,4.0,0.001,1"),
                        "left out: column 1 (an index of the rows)"),
                same(
                        PANDAS + ", a shuffled index",
                        "a.csv",
                        lines(",a,b,y", "7,0.5,-1.25,0", "2,1.5,2.0,1", "9,-3.0,0.25,0", "1,4.0,0.001,1"),
                        "left out: column 1"),
                same(
                        PANDAS + ", a file read and written",
                        "a.csv",
                        lines("Unnamed: 0,a,b,y", "5,0.5,-1.25,0", "6,1.5,2.0,1", "7,-3.0,0.25,0", "8,4.0,0.001,1"),
                        "left out: Unnamed: 0 (an index of the rows)"),
                same(PANDAS + ", columns without names", "a.csv", "0,1,2\n" + PLAIN, "names in line 1"),
                same(
                        PANDAS + ", neither names nor index named",
                        "a.csv",
                        lines(",0,1,2", "0,0.5,-1.25,0", "1,1.5,2.0,1", "2,-3.0,0.25,0", "3,4.0,0.001,1"),
                        "left out: column 1"),
                same(PANDAS + " header=False", "a.csv", PLAIN, "no names"),
                same(
                        PANDAS,
                        "a.csv",
                        lines("label,a,b", "0,0.5,-1.25", "1,1.5,2", "0,-3,0.25", "1,4,0.001"),
                        "inputs: a, b"),
                same(PANDAS + ", whole numbers", "a.csv", lines("label,0,1", "3,1,5", "1,2,6"), "names in line 1")
                        .with(new double[][] {{1, 5}, {2, 6}}, 3, 1),
                same(
                        PANDAS + ", yes or no",
                        "a.csv",
                        lines("a,b,target", "0.5,-1.25,False", "1.5,2.0,True", "-3.0,0.25,False", "4.0,0.001,True"),
                        "classes: False 2, True 2"),
                same(
                        PANDAS + ", words",
                        "iris.csv",
                        lines(
                                "Id,a,b,species",
                                "1,0.5,-1.25,setosa",
                                "2,1.5,2.0,virginica",
                                "3,-3.0,0.25,setosa",
                                "4,4.0,0.001,virginica"),
                        "left out: Id (an index of the rows)"),
                same(PANDAS + " sep=;", "a.csv", PLAIN.replace(',', ';'), "semicolons between cells, decimal point"),
                same(PANDAS + " decimal=,", "a.csv", COMMAS, "semicolons between cells, decimal comma"),
                same(PANDAS + " sep=|", "a.txt", PLAIN.replace(',', '|'), "bars between cells"),
                same(PANDAS + " compression=gzip", "a.csv.gz", packed("a,b,y\n" + PLAIN), "names in line 1"),
                same(
                                PANDAS + ", a missing value left out",
                                "a.csv",
                                lines("a,b,y", "0.5,-1.25,0", ",7,1", "1.5,2,1", "-3,0.25,0", "4,0.001,1"),
                                "1 row with missing values left out")
                        .read(missing(Missing.DROP)),
                same(
                                PANDAS + ", a missing value filled",
                                "a.csv",
                                lines("a,b,y", "0.5,,0", "1.5,2,1", "2.5,4,0"),
                                "1 missing value is the mean of their column")
                        .with(new double[][] {{0.5, 3}, {1.5, 2}, {2.5, 4}}, 0, 1, 0)
                        .read(missing(Missing.FILL)),
                refused(PANDAS, "a.csv", lines("a,b,y", "0.5,,0", "1.5,2,1"), "a.csv, line 2, column 2 (b) is empty"),
                refused(
                        PANDAS,
                        "a.csv",
                        lines("a,b,y", "0.5,inf,0", "1.5,2,1"),
                        "line 2, column 2 (b): 'inf' is not a number"));
    }

    static List<Brought> spreadsheets() {
        String names = "a;b;class\r\n";
        return List.of(
                same(EXCEL + ", CSV UTF-8", "a.csv", "\ufeffa,b,y\r\n" + PLAIN.replace("\n", "\r\n"), "UTF-8"),
                same(EXCEL + ", CSV UTF-8 without names", "a.csv", "\ufeff" + PLAIN, "no names"),
                same(EXCEL + " in Europe", "a.csv", names + COMMAS, "decimal comma, names in line 1"),
                same(EXCEL + ", sep=", "a.csv", "sep=;\r\n" + names + COMMAS, "names in line 2"),
                same(
                        EXCEL + ", Unicode text",
                        "a.txt",
                        in(StandardCharsets.UTF_16LE, "\ufeff" + (names + COMMAS).replace(';', '\t')),
                        "tabs between cells, decimal comma, names in line 1, UTF-16"),
                same(
                        "another, UTF-16 without a mark",
                        "a.csv",
                        in(StandardCharsets.UTF_16BE, "a,b,y\n" + PLAIN),
                        "UTF-16"),
                same(
                        EXCEL + " in Western Europe",
                        "a.csv",
                        in(Charset.forName("windows-1252"), "Länge;Höhe;class\r\n" + COMMAS),
                        "inputs: Länge, Höhe"),
                same(
                        EXCEL + ", columns that are empty",
                        "a.csv",
                        "a;b;class;;\r\n" + COMMAS.replace("\r", ";;\r"),
                        "inputs: a, b"),
                same(
                        EXCEL + ", a date",
                        "a.csv",
                        "Date;a;b;class\r\n" + dated("10/03/2004;"),
                        "left out: Date (dates)"),
                same(
                                EXCEL + ", thousands",
                                "a.csv",
                                lines("a,b,y", "\"1,234.5\",2,0", "\"12,000\",3,1"),
                                "decimal point")
                        .with(new double[][] {{1234.5, 2}, {12_000, 3}}, 0, 1),
                same(
                                EXCEL + " in Germany, thousands",
                                "a.csv",
                                lines("a;b;y", "1.234,5;2;0", "12.000;3;1"),
                                "decimal comma")
                        .with(new double[][] {{1234.5, 2}, {12_000, 3}}, 0, 1),
                same(
                                EXCEL + " in France, thousands",
                                "a.csv",
                                lines("a;b;y", "1\u202f234,5;2;0", "12 000;3;1"),
                                "decimal comma")
                        .with(new double[][] {{1234.5, 2}, {12_000, 3}}, 0, 1),
                same(
                                EXCEL + " in Switzerland, thousands",
                                "a.csv",
                                lines("a;b;y", "1'234.5;2;0", "12'000;3;1"),
                                "point")
                        .with(new double[][] {{1234.5, 2}, {12_000, 3}}, 0, 1),
                same(
                                "Excel, either mark",
                                "a.csv",
                                lines("a;y", "1,234;0", "2,500;1"),
                                "'1,234' is taken as 1.234; choose")
                        .with(new double[][] {{1.234}, {2.5}}, 0, 1),
                same(
                                "Excel in Moscow, chosen",
                                "a.csv",
                                Brought.in(Charset.forName("windows-1251"), "рост,b,y\n" + PLAIN),
                                "рост")
                        .read(text(new TableOptions.Text(
                                Separator.FOUND, Mark.FOUND, Header.FOUND, TableOptions.Letters.CYRILLIC))),
                same("the same, chosen", "a.csv", lines("a;y", "1,234;0", "2,500;1"), "decimal point")
                        .with(new double[][] {{1234}, {2500}}, 0, 1)
                        .read(text(new TableOptions.Text(Separator.FOUND, Mark.POINT, Header.FOUND))),
                same(
                        "LibreOffice, all in quotes",
                        "a.csv",
                        lines(
                                "\"a\",\"b\",\"y\"",
                                "\"0.5\",\"-1.25\",\"0\"",
                                "\"1.5\",\"2\",\"1\"",
                                "\"-3\",\"0.25\",\"0\"",
                                "\"4\",\"0.001\",\"1\""),
                        "names in line 1"),
                same("Calc, minus signs", "a.csv", "a,b,y\n" + PLAIN.replace('-', '−'), "decimal point"),
                same(
                                "another, apostrophes",
                                "a.csv",
                                lines("'a','b','y'", "'0.5','-1.25','0'", "'1.5','2','1'"),
                                "names")
                        .with(new double[][] {{0.5, -1.25}, {1.5, 2}}, 0, 1),
                same("Excel, #N/A", "a.csv", "a,b,y\n#N/A,1,1\n" + PLAIN, "1 row with missing values left out")
                        .read(missing(Missing.DROP)),
                refused(
                        EXCEL + ", both marks",
                        "a.csv",
                        lines("a;b;y", "0,5;0.5;0", "1;2;1"),
                        "has another decimal mark than"),
                refused(
                        EXCEL,
                        "a.xlsx",
                        "PK\u0003\u0004",
                        "a.xlsx is a workbook of a spreadsheet; save the sheet as CSV"));
    }

    static List<Brought> others() {
        return List.of(
                same(R + ", write.csv", "a.csv", "\"\",\"a\",\"b\",\"y\"\n" + numbered(",", "\""), "an index"),
                same(R + ", write.table", "a.txt", "\"a\" \"b\" \"y\"\n" + numbered(" ", "\""), "an index of the rows"),
                same(R + ", NA", "a.csv", "\"a\",\"b\",\"y\"\nNA,1,1\n" + PLAIN, "missing values: a 1")
                        .read(missing(Missing.DROP)),
                same("R, write.csv2", "a.csv", "\"a\";\"b\";\"y\"\n" + COMMAS, "decimal comma"),
                same("MATLAB, writetable", "a.csv", "Var1,Var2,Var3\n" + PLAIN, "target: Var3 (the last column)"),
                same("MATLAB, writematrix", "a.txt", PLAIN, "no names"),
                same(
                        "MATLAB, save -ascii",
                        "a.dat",
                        lines(
                                "   5.0000000e-01  -1.2500000e+00   0.0000000e+00",
                                "   1.5000000e+00   2.0000000e+00   1.0000000e+00",
                                "  -3.0000000e+00   2.5000000e-01   0.0000000e+00",
                                "   4.0000000e+00   1.0000000e-03   1.0000000e+00"),
                        "blanks between cells"),
                same("Octave, comments", "a.txt", "% made on a Monday\n" + PLAIN.replace(',', ' '), "blanks"),
                same(
                        "NumPy, savetxt",
                        "a.txt",
                        lines(
                                "5.000000000000000000e-01 -1.250000000000000000e+00 0.000000000000000000e+00",
                                "1.500000000000000000e+00 2.000000000000000000e+00 1.000000000000000000e+00",
                                "-3.000000000000000000e+00 2.500000000000000000e-01 0.000000000000000000e+00",
                                "4.000000000000000000e+00 1.000000000000000000e-03 1.000000000000000000e+00"),
                        "blanks between cells, decimal point, no names"),
                same("NumPy, savetxt header", "a.txt", "# a b class\n" + PLAIN.replace(',', ' '), "names in a comment"),
                same(
                        "Fortran",
                        "a.dat",
                        lines(" 0.5D0 -1.25D0 0", " 1.5D0 2.D0 1", " -.3D1 .25D0 0", " 4.D0 1.D-3 1"),
                        "blanks"),
                same(
                                "UCR archive",
                                "Beats_TRAIN.tsv",
                                lines("-1\t0.5\t-1.25", "1\t1.5\t2.0", "-1\t-3.0\t0.25", "1\t4.0\t0.001"),
                                "target: 1 (first, as the UCR archive has it)")
                        .with(Brought.X, -1, 1, -1, 1),
                same(
                                "UCR archive of 2015",
                                "Beats_TRAIN",
                                lines(
                                        "1.0000000e+00,5.0e-01,-1.25e+00",
                                        "2.0000000e+00,1.5,2.0",
                                        "1.0000000e+00,-3.0,0.25",
                                        "2.0000000e+00,4.0,0.001"),
                                "first, as the UCR archive has it")
                        .with(Brought.X, 1, 2, 1, 2),
                same(
                        "UCI, iris.data",
                        "iris.data",
                        lines(
                                "0.5,-1.25,Iris-setosa",
                                "1.5,2,Iris-virginica",
                                "-3,0.25,Iris-setosa",
                                "4,0.001,Iris-virginica",
                                ""),
                        "classes: Iris-setosa 2, Iris-virginica 2"),
                same(
                        "UCI, dates behind the classes",
                        "a.csv",
                        lines(
                                "0.5,-1.25,no,2020-01-01",
                                "1.5,2,yes,2020-01-02",
                                "-3,0.25,no,2020-01-03",
                                "4,0.001,yes,2020-01-04"),
                        "target: 3 (the last column that can be), 2 classes: no 2, yes 2; left out: 4 (dates)"),
                same(
                                "Kaggle, digits",
                                "train.csv",
                                lines("label,pixel0,pixel1", "3,0,255", "1,7,9"),
                                "inputs: pixel0, pixel1; target: label (by its name)")
                        .with(new double[][] {{0, 255}, {7, 9}}, 3, 1),
                same(
                        "somebody, y first",
                        "a.csv",
                        lines("y,a,b", "0,0.5,-1.25", "1,1.5,2", "0,-3,0.25", "1,4,0.001"),
                        "target: y"),
                same(
                                "somebody, two columns chosen",
                                "a.csv",
                                lines("b,y,z,a", "-1.25,0,9,0.5", "2,1,9,1.5"),
                                "z (not chosen)")
                        .with(new double[][] {{0.5, -1.25}, {1.5, 2}}, 0, 1)
                        .read(new TableOptions("a, b", "y", TableOptions.Text.FOUND, Missing.REFUSE)),
                same("somebody, a span of columns", "a.csv", "1,0,5,6\n2,1,7,8\n", "target: 2")
                        .with(new double[][] {{5, 6}, {7, 8}}, 0, 1)
                        .read(new TableOptions("3-4", "2", TableOptions.Text.FOUND, Missing.REFUSE)),
                refused(
                        "somebody, two targets",
                        "a.csv",
                        lines("label,a,class", "0,1,1", "1,2,0"),
                        "could both be the target"),
                refused(
                        "somebody, a note",
                        "a.csv",
                        lines("a,y", "1,0", "see p. 3,1", "2,1"),
                        "line 3, column 1 (a): 'see p. 3'"),
                refused("somebody, a line too short", "a.csv", "1,2,0\n1,2\n", "line 2: 2 columns; expected 3"),
                refused("somebody, no numbers", "a.txt", "once upon a time\nthere was\n", "a.txt"),
                refused("somebody, an empty file", "a.csv", "", "a.csv holds no rows of numbers"),
                refused(
                        "Weka",
                        "a.arff",
                        lines("@relation a", "@data", "1,2"),
                        "a.arff is in Weka's form, which is not read"),
                refused(
                        "UEA archive",
                        "a_TRAIN.ts",
                        lines("@problemName a", "@data", "1,2:1"),
                        "is a file of series; the problem"),
                refused("a program of its own", "a.json", "[[1,2],[3,4]]", "a.json is JSON and no table"),
                refused("a web page saved as a table", "a.csv", "<!DOCTYPE html><html></html>", "is a page or other"),
                refused("pickle", "a.pkl", "\u0080\u0004", "a.pkl is a pickle of Python"));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static TableOptions missing(Missing missing) {
        return new TableOptions("", "", TableOptions.Text.FOUND, missing);
    }

    private static TableOptions text(TableOptions.Text text) {
        return new TableOptions("", "", text, Missing.REFUSE);
    }

    /// Rows that begin with their number, in quotes.
    private static String numbered(String separator, String quote) {
        String[] lines = PLAIN.split("\n");
        return IntStream.range(0, lines.length)
                .mapToObj(k -> quote + (k + 1) + quote + separator + lines[k].replace(",", separator) + "\n")
                .collect(Collectors.joining());
    }

    private static String dated(String date) {
        return COMMAS.lines().map(line -> date + line + "\r\n").collect(Collectors.joining());
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
