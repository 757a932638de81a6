package dev.gatehouse.settings;

import dev.gatehouse.config.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The settings found in a YAML file: one mapping of setting to value. Values are taken as the text they are written
 * with, so {@code off} or {@code 007} mean what they say. An empty value counts as unset.
 *
 * <p>Not thread-safe; used once.
 */
final class ConfigurationFile {
    private final Path file;
    private final Map<String, Setting<?>> known =
            Setting.all().stream().collect(Collectors.toMap(Setting::key, Function.identity()));
    private final Map<Setting<?>, GivenValue> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    static ConfigurationFile read(Path file) {
        ConfigurationFile content = new ConfigurationFile(file);
        content.readText().ifPresent(content::takeDocument);
        return content;
    }

    Map<Setting<?>, GivenValue> values() {
        return values;
    }

    List<String> problems() {
        return problems;
    }

    private Optional<String> readText() {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException unreadable) {
            problems.add(file + ": cannot be read: " + reason(unreadable));
            return Optional.empty();
        }
    }

    private static @Nullable String reason(IOException unreadable) {
        return switch (unreadable) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case CharacterCodingException malformed -> "not UTF-8";
            default -> unreadable.getMessage();
        };
    }

    private void takeDocument(String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            new Compose(settings).composeString(text).ifPresent(this::takeRoot);
        } catch (MarkedYamlEngineException broken) {
            problems.add(place(broken.getProblemMark()) + ": " + broken.getProblem());
        } catch (YamlEngineException broken) {
            problems.add(file + ": "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse("not YAML"));
        }
    }

    private void takeRoot(Node root) {
        switch (root) {
            case MappingNode mapping -> mapping.getValue().forEach(this::takeEntry);
            case ScalarNode scalar when scalar.getValue().isEmpty() -> {}
            default -> problems.add(place(root.getStartMark()) + ": expected one 'setting: value' a line");
        }
    }

    private void takeEntry(NodeTuple entry) {
        String origin = place(entry.getKeyNode().getStartMark()) + ": ";
        if (!(entry.getKeyNode() instanceof ScalarNode name)) {
            problems.add(origin + "expected the name of a setting");
            return;
        }
        Setting<?> setting = known.get(name.getValue());
        if (setting == null) {
            problems.add(origin + name.getValue() + ": no such setting; the nearest is "
                    + NearestName.to(name.getValue(), known.keySet()));
        } else if (!(entry.getValueNode() instanceof ScalarNode value)) {
            problems.add(origin + setting.key() + ": expected a single value");
        } else {
            take(setting, new GivenValue(value.getValue(), origin + setting.key()));
        }
    }

    private void take(Setting<?> setting, GivenValue value) {
        if (value.text().isBlank()) {
            return;
        }
        GivenValue earlier = values.putIfAbsent(setting, value);
        if (earlier != null) {
            problems.add(value.origin() + ": is already set in this file, at " + earlier.origin());
        }
    }

    private String place(Optional<Mark> mark) {
        return file + mark.map(found -> " line " + (found.getLine() + 1)).orElse("");
    }
}
