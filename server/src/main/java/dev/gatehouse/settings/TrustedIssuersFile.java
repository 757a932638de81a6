package dev.gatehouse.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The issuers found in a YAML (or JSON) file: a list with one mapping for each.
 *
 * <p>Not thread-safe; used once.
 */
final class TrustedIssuersFile {
    private final Path file;
    private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private TrustedIssuersFile(Path file) {
        this.file = file;
    }

    static TrustedIssuersFile read(Path file) {
        TrustedIssuersFile content = new TrustedIssuersFile(file);
        content.read();
        return content;
    }

    /** Those without a problem, in the order of the file. */
    List<TrustedIssuer> issuers() {
        return List.copyOf(issuers.values());
    }

    List<String> problems() {
        return problems;
    }

    private void read() {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
            root.ifPresentOrElse(this::takeRoot, () -> problems.add(file + ": names no issuer"));
        } catch (IOException unreadable) {
            problems.add(file + ": cannot be read as UTF-8 text: " + unreadable.getMessage());
        } catch (MarkedYamlEngineException broken) {
            problems.add(place(broken.getProblemMark()) + ": " + broken.getProblem());
        } catch (YamlEngineException broken) {
            problems.add(file + ": "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse("not YAML"));
        }
    }

    private void takeRoot(Node root) {
        if (root instanceof SequenceNode list) {
            list.getValue().forEach(this::takeEntry);
        } else {
            problems.add(place(root.getStartMark()) + ": expected a list of issuers, each starting with '- issuer:'");
        }
    }

    private void takeEntry(Node entry) {
        String place = place(entry.getStartMark());
        if (!(entry instanceof MappingNode mapping)) {
            problems.add(place + ": expected the settings of an issuer, starting with '- issuer:'");
            return;
        }
        Consumer<IssuerEntry.Problem> report =
                problem -> problems.add(place(problem.node().getStartMark()) + ": " + problem.text());
        IssuerEntry.read(mapping, report).ifPresent(issuer -> {
            if (issuers.putIfAbsent(issuer.issuer(), issuer) != null) {
                problems.add(place + ": issuer " + issuer.issuer() + " is already listed above");
            }
        });
    }

    private String place(Optional<Mark> mark) {
        return file + mark.map(found -> " line " + (found.getLine() + 1)).orElse("");
    }
}
