package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A folder of images with a folder for each class. Classes are numbered in the order of their names; images come by
/// turns, the first of each class, then the second of each. Where all are grey there is one channel, else there are
/// three.
final class ImageFolder {
    private static final int MOST_FILES = 200_000;
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    /// What file managers leave behind.
    private static final Set<String> LEFT_BEHIND = Set.of("thumbs.db", "desktop.ini");

    /// @param names of the classes
    /// @param files [classes] of each, at least one
    private record Classes(List<String> names, List<List<Path>> files) {
        /// @return class and place there, by turns
        List<int[]> byTurns() {
            int most = files.stream().mapToInt(List::size).max().orElse(0);
            List<int[]> turns = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                for (int c = 0; c < files.size(); c++) {
                    if (i < files.get(c).size()) {
                        turns.add(new int[] {c, i});
                    }
                }
            }
            return turns;
        }
    }

    private ImageFolder() {}

    /// All images, class by class; the classes in the order in which they are numbered.
    ///
    /// @throws IOException in one sentence, if the folder is none of images
    static List<Path> files(Path folder) throws IOException {
        return classes(folder).files.stream().flatMap(List::stream).toList();
    }

    static LabelledSamples read(Path folder, int most) throws IOException {
        Classes classes = classes(folder);
        List<int[]> turns = classes.byTurns();
        int count = Math.min(most, turns.size());
        Path first = classes.files.getFirst().getFirst();
        int width = 0;
        int height = 0;
        boolean grey = true;
        byte[][] x = new byte[count][];
        double[][] y = new double[count][];
        for (int s = 0; s < count; s++) {
            Path file = classes.files.get(turns.get(s)[0]).get(turns.get(s)[1]);
            Picture picture = Picture.read(file);
            width = s == 0 ? picture.width() : width;
            height = s == 0 ? picture.height() : height;
            if (picture.width() != width || picture.height() != height) {
                throw new IOException(file + " has " + picture.width() + " × " + picture.height() + " pixels, but "
                        + first + " " + width + " × " + height + "; bring all images to one size");
            }
            SampleFile.checkPixels(count, 3L * width * height, folder);
            grey &= picture.isGrey();
            x[s] = picture.bytes();
            y[s] = new double[] {turns.get(s)[0]};
        }
        Shape shape = new Shape(grey ? 1 : 3, height, width);
        for (int s = 0; s < count; s++) {
            x[s] = x[s].length == shape.size() ? x[s] : threeTimes(x[s]);
        }
        return new LabelledSamples(
                new Inputs.Pixels(x),
                y,
                shape,
                classes.names,
                Optional.empty(),
                facts(shape, turns.size(), y, classes));
    }

    private static SampleFacts facts(Shape shape, int all, double[][] y, Classes classes) {
        int[] counts = new int[classes.names.size()];
        for (double[] label : y) {
            counts[(int) label[0]]++;
        }
        return new SampleFacts(
                "folder of images of " + shape,
                all,
                y.length,
                List.of(),
                IntStream.range(0, counts.length)
                        .mapToObj(c -> new SampleFacts.ClassCount(classes.names.get(c), counts[c]))
                        .toList(),
                y.length < all ? List.of("the first of each class by turns are taken") : List.of());
    }

    /// A grey image among coloured ones.
    private static byte[] threeTimes(byte... grey) {
        byte[] all = Arrays.copyOf(grey, 3 * grey.length);
        System.arraycopy(grey, 0, all, grey.length, grey.length);
        System.arraycopy(grey, 0, all, 2 * grey.length, grey.length);
        return all;
    }

    private static Classes classes(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        List<List<Path>> files = new ArrayList<>();
        int all = 0;
        for (Path each : entries(folder)) {
            if (!Files.isDirectory(each)) {
                throw new IOException(folder + " has the file " + each.getFileName()
                        + " outside of its classes; put images into a folder for each class");
            }
            List<Path> images = images(each);
            all += images.size();
            if (all > MOST_FILES) {
                throw new IOException(folder + " has more than " + MOST_FILES + " images; take fewer");
            }
            names.add(String.valueOf(each.getFileName()));
            files.add(images);
        }
        if (names.isEmpty()) {
            throw new IOException(folder + " is empty; a folder of images has a folder for each class");
        }
        if (all == 1) {
            throw new IOException(folder + " has a single image, "
                    + files.getFirst().getFirst().getFileName()
                    + "; a training needs several, in a folder for each class");
        }
        if (names.size() == 1) {
            throw new IOException(folder + " has a single class, " + names.getFirst()
                    + "; to tell classes apart, at least two folders are needed");
        }
        return new Classes(names, files);
    }

    private static List<Path> images(Path folder) throws IOException {
        List<Path> images = entries(folder);
        if (images.isEmpty()) {
            throw new IOException(folder + " has no images; take the folder away, or put images of its class there");
        }
        for (Path image : images) {
            String name = String.valueOf(image.getFileName()).toLowerCase(Locale.ROOT);
            if (Files.isDirectory(image)) {
                throw new IOException(image + " is a folder inside of a class; a class has images only");
            }
            if (!ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                throw new IOException(image + " is no image; a class has files of PNG, JPEG, GIF or BMP only");
            }
        }
        return images;
    }

    /// What is in a folder and not hidden, by name; names that are numbers by those.
    private static List<Path> entries(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path each : entries) {
                String name = String.valueOf(each.getFileName()).toLowerCase(Locale.ROOT);
                if (!name.startsWith(".") && !LEFT_BEHIND.contains(name)) {
                    found.add(each);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw new IOException(folder + " cannot be read", e);
        }
        found.sort(Comparator.comparingInt((Path path) -> number(path)).thenComparing(Path::toString));
        return found;
    }

    private static int number(Path path) {
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
        return name.matches("\\d{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
    }

    /// Names and dates of a folder's classes: while they stay, no image has come, gone or got another name.
    static String stamp(Path folder) throws IOException {
        StringBuilder stamp = new StringBuilder();
        for (Path each : entries(folder)) {
            stamp.append(each.getFileName())
                    .append('|')
                    .append(Files.getLastModifiedTime(each))
                    .append('\n');
        }
        return stamp.toString();
    }
}
