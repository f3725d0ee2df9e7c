package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of texts: their forms, their words, and what is wrong with them.
final class LabelledTextsTest {
    private static final Path NEWS = Path.of("..", "shared", "data", "ag-news-subset");

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// The same three texts, however they are written down.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "title,description,class\nThe Cat,\"a cat, the DOG's\",pets\n#36; Stocks,fall the #39;s,money\nDog,,pets\n",
                "Class;Title;Text\npets;The Cat;a cat, the DOG's\nmoney;\"#36; Stocks\";fall the\npets;Dog;\n",
                "label\tcontent\npets\tthe cat cat the dog\nmoney\tstocks fall the\n\npets\tDOG\n",
                "\uFEFFcontent,label\n\"the\ncat \"\"cat\"\" the dog\",pets\nstocks\\fall the,money\ndog,pets",
            })
    void readsWordsAndClassesOfEachForm(String text) throws IOException {
        LabelledTexts read = LabelledTexts.read(write("t.csv", text), 10);
        assertThat(read.names()).containsExactly("money", "pets");
        assertThat(read.classes()).containsExactly(1, 0, 1);
        assertThat(read.vocabulary()).containsExactly("the", "cat", "dog", "fall", "stocks");
        LabelledSamples counts = read.counts(read.frequent(3));
        assertThat(counts.x()).isDeepEqualTo(new double[][] {{2, 2, 1}, {1, 0, 0}, {0, 0, 1}});
        assertThat(counts.y()).isDeepEqualTo(new double[][] {{1}, {0}, {1}});
        assertThat(counts.areClasses()).isTrue();
        assertThat(LabelledTexts.isTable(folder.resolve("t.csv"))).isTrue();
    }

    /// As AG News is published: no names, the class's number first, and more than nine classes in the order of
    /// numbers.
    @Test
    void aFileWithoutNamesHasTheClassFirst() throws IOException {
        Path file = write("t.csv", "\"10\",\"Ten\",\"ten; more\"\n\"9\",\"Nine\",\"#39;s more\"\n");
        LabelledTexts read = LabelledTexts.read(file, 10);
        assertThat(read.names()).containsExactly("9", "10");
        assertThat(read.classes()).containsExactly(1, 0);
        assertThat(read.vocabulary()).containsExactly("more", "ten", "nine");
        assertThat(LabelledTexts.read(write("u.csv", "1,aa\n2,bb\n3,cc\n"), 2).classes())
                .as("the rest is left")
                .hasSize(2);
    }

    @Test
    void aTextWithNoneOfTheWordsIsLeftOut() throws IOException {
        LabelledTexts read = LabelledTexts.read(write("t.csv", "label,text\n1,aa aa\n2,bb\n2,aa bb\n1,aa\n"), 10);
        LabelledSamples counts = read.counts(read.frequent(1));
        assertThat(counts.x()).isDeepEqualTo(new double[][] {{2}, {1}, {1}});
        assertThat(counts.y()).isDeepEqualTo(new double[][] {{0}, {1}, {0}});
        assertThatThrownBy(() -> read.counts(List.of("cc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no text of the test has one of its 1 most frequent words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2.5,3\n2,1,4\n", "a,b\n1,2\n", "class,x\n1,2\n", "", "text\nhello\n"})
    void tablesOfNumbersAreNoTexts(String text) throws IOException {
        assertThat(LabelledTexts.isTable(write("t.csv", text))).isFalse();
    }

    /// @param sentence what its refusal contains
    record Bad(String what, byte[] bytes, String sentence) {
        Bad(String what, String text, String sentence) {
            this(what, text.getBytes(StandardCharsets.UTF_8), sentence);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Bad> bad() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("label,text\n1,hello\n2,world\n".getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder many = new StringBuilder("label,text\n");
        for (int c = 0; c <= 1000; c++) {
            many.append(c).append(",word\n");
        }
        return List.of(
                new Bad("an empty file", "", "t.csv is empty"),
                new Bad("names alone", "label,text\n", "has names of columns, but no texts"),
                new Bad(
                        "no column of classes",
                        "title,text\nOne,two\n",
                        "line 1: no column is called class or label, and “title” is no number of a class before a text"),
                new Bad("classes alone", "label\n1\n2\n", "line 1: has one column; a class and a text are needed"),
                new Bad("a column too few", "label,text\n1,hello\n2\n", "line 3: 1 columns; expected 2"),
                new Bad("a column too many", "label,text\n1,hello, world\n2,a\n", "line 2: 3 columns; expected 2"),
                new Bad("a class missing", "text,label\nhello,1\nworld,\n", "line 3: column 2 holds no class"),
                new Bad("no number first", "1,hello\nWorld,news\n", "line 2: “World” is no number of a class"),
                new Bad("a quote without end", "label,text\n1,\"hello\n2,world\n", "Unclosed quoted field"),
                new Bad("one class", "label,text\n1,hello\n1,world\n", "has texts of one class only, “1”"),
                new Bad("no words", "label,text\n1,3.5\n2,a 7\n", "has no word of two letters or more"),
                new Bad("too many classes", many.toString(), "line 1002: column 1 holds more than 1000 classes"),
                new Bad("no text", new byte[] {'1', ',', (byte) 0x81, (byte) 0x81}, "is not a text in Latin-1"),
                new Bad(
                        "packed and cut off",
                        Arrays.copyOf(packed.toByteArray(), packed.size() - 9),
                        "is cut off or damaged"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsWrongIsOneSentence(Bad bad) throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), bad.bytes);
        assertThatThrownBy(() -> LabelledTexts.read(file, 20_000))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(bad.sentence)
                .message()
                .doesNotContain("\n")
                .doesNotContain("Exception");
        assertThatThrownBy(() -> problem(Map.of("file", file.toString())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(bad.sentence);
    }

    private static Problem problem(Map<String, Object> own) {
        var topics = Problems.CATALOG.get(Problems.TOPICS);
        return topics.create(new Values(own).complete(topics.parameters()));
    }

    @Test
    void filesOfOtherClassesDoNotGoTogether() throws IOException {
        Path train = write("train.csv", "label,text\na,one two\nb,one\n");
        Path test = write("test.csv", "label,text\na,one two\nc,one\n");
        assertThatThrownBy(() -> problem(Map.of("file", train.toString(), "testFile", test.toString())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(train + ": its classes are a, b, but those of " + test + " a, c");
        Path strange = write("strange.csv", "label,text\na,three\nb,four\n");
        assertThatThrownBy(() -> problem(Map.of("file", train.toString(), "testFile", strange.toString())))
                .hasMessage(train + ": no text of the test has one of its 2 most frequent words");
    }

    /// The words are those of the training alone, and the store keeps one reading of both files.
    @Test
    void aTestsWordsAreThoseOfTheTraining() throws IOException {
        Path train = write("train.csv", "label,text\n1,one one two\n2,one\n");
        Path test = write("test.csv", "label,text\n1,three three one\n2,two two\n");
        DataStore store = new DataStore(1 << 20);
        LabelledSamples read = store.texts(train, Optional.of(test), 100, 10);
        assertThat(read.test().orElseThrow().x()).isDeepEqualTo(new double[][] {{1, 0}, {0, 2}});
        assertThat(store.texts(train, Optional.of(test), 100, 10)).isSameAs(read);
        assertThat(store.texts(train, Optional.of(test), 1, 10).x()).isDeepEqualTo(new double[][] {{2}, {1}});
        assertThat(store.readings()).isEqualTo(2);
        assertThat(read.inputs().bytes()).as("a number for each word").isEqualTo(4 * 4);
    }

    /// Counts in the file, which are published, and what assumption 1 asks of inputs.
    @Test
    void news() throws IOException {
        Path file = NEWS.resolve("test.csv");
        assumeTrue(Files.isRegularFile(file), () -> "no " + file.normalize() + " here; the test needs the real file");
        LabelledTexts read = LabelledTexts.read(file, 20_000);
        assertThat(read.names()).containsExactly("Business", "Sci/Tech", "Sports", "World");
        int[] count = new int[4];
        Arrays.stream(read.classes()).forEach(label -> count[label]++);
        assertThat(count).containsOnly(1900);
        assertThat(read.frequent(6)).contains("the", "to", "in", "of", "and");
        Problem problem = problem(Map.of("file", file.toString(), "words", 200, "samples", 100, "test", 200));
        assertThat(problem.dim()).isEqualTo(200);
        Batch inputs = problem.data(0).initial();
        assertThat(inputs.size()).isEqualTo(100);
        for (int s = 0; s < inputs.size(); s++) {
            double squares = 0;
            for (int i = 0; i < inputs.dim(); i++) {
                squares += inputs.get(i, s) * inputs.get(i, s);
            }
            assertThat(squares).as("‖x‖² = d").isCloseTo(200, within(1e-10));
        }
        assertThat(problem.test(0).orElseThrow().initial().size()).isEqualTo(200);
    }

    /// The class first and no title.
    @Test
    void newsInAnotherForm() throws IOException {
        Path file = NEWS.resolve("dev_jointmatch.csv");
        assumeTrue(Files.isRegularFile(file), () -> "no " + file.normalize() + " here; the test needs the real file");
        LabelledTexts read = LabelledTexts.read(file, 20_000);
        assertThat(read.names()).containsExactly("1", "2", "3", "4");
        assertThat(read.classes()).hasSize(8000).startsWith(0, 0, 0);
    }
}
