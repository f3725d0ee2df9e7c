package adjointlab.cli;

import adjointlab.core.catalog.Activations;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.Panels;
import java.util.Iterator;

/// Words that a shell can complete, read from the catalogues when a script is made.
final class Candidates {
    private Candidates() {}

    static final class PresetIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Presets.ids().iterator();
        }
    }

    static final class LessonIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Lessons.ids().iterator();
        }
    }

    static final class PanelIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Panels.CATALOG.ids().iterator();
        }
    }

    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FigureWriters.ALL.stream().map(FigureWriter::id).iterator();
        }
    }

    static final class Targets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return adjointlab.compose.Targets.ids().iterator();
        }
    }

    static final class ActivationIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Activations.CATALOG.ids().iterator();
        }
    }

    static final class Languages implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ExportCommand.LANGUAGES.iterator();
        }
    }

    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ListCommand.kindNames().iterator();
        }
    }
}
