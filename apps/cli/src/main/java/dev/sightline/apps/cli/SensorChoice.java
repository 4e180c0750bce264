package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.spad.SensorDescription;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.SensorPresets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code --sensor PRESET|FILE} means. */
final class SensorChoice {

    private SensorChoice() {}

    /**
     * The preset of that name, or else the description in that file.
     *
     * @throws DatasetException if the file cannot be used
     */
    static SensorDescription of(String text) throws DatasetException {
        Optional<SensorPreset> preset =
                SensorPresets.all().stream()
                        .filter(p -> p.name().equalsIgnoreCase(text))
                        .findFirst();
        if (preset.isPresent()) {
            return SensorDescription.of(preset.get());
        }
        List<String> names = SensorPresets.all().stream().map(SensorPreset::name).toList();
        Path file =
                existing(text)
                        .orElseThrow(
                                () ->
                                        text.toLowerCase(Locale.ROOT).endsWith(".json")
                                                ? UserError.usage(
                                                        "--sensor "
                                                                + text
                                                                + ": no such file, and no preset; presets are "
                                                                + String.join(", ", names))
                                                : DidYouMean.unknown("dToF preset", text, names));
        return SensorDescription.read(folder(file), String.valueOf(file.getFileName()));
    }

    /** A file of that name, if there is one. */
    static Optional<Path> existing(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static DatasetRoot folder(Path file) throws DatasetException {
        return DatasetRoot.of(file.toAbsolutePath().getParent());
    }
}
