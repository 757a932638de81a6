package dev.gatehouse.settings;

import dev.gatehouse.config.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One issuer of the file as it is read; every problem is told, with its place.
 *
 * <p>Not thread-safe; used once.
 */
final class IssuerEntry {
    private static final Set<String> MEMBERS = new TreeSet<>(Set.of(
            "issuer",
            "audience",
            "jwks-uri",
            "scope-claim",
            "scopes",
            "user-id-claim",
            "email-claim",
            "administrators",
            "clients",
            "subjects",
            "groups-claim",
            "teams"));

    /** A scope-token (RFC 6749 section 3.3), or the beginning of one followed by an asterisk. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x29\\x2B-\\x5B\\x5D-\\x7E]*\\*?");

    private final MappingNode entry;
    private final Consumer<Problem> report;
    private final Map<String, Node> members = new LinkedHashMap<>();
    private boolean broken;

    private IssuerEntry(MappingNode entry, Consumer<Problem> report) {
        this.entry = entry;
        this.report = report;
    }

    /** What is wrong, and with which part of the file. */
    record Problem(Node node, String text) {}

    /** The issuer, or nothing where something is wrong with it. */
    static Optional<TrustedIssuer> read(MappingNode entry, Consumer<Problem> report) {
        IssuerEntry reading = new IssuerEntry(entry, report);
        reading.takeMembers();
        TrustedIssuer issuer = reading.issuer();
        return reading.broken ? Optional.empty() : Optional.of(issuer);
    }

    private void takeMembers() {
        for (NodeTuple member : entry.getValue()) {
            String name = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!MEMBERS.contains(name)) {
                problem(
                        member.getKeyNode(),
                        name + ": no such member; the nearest is " + NearestName.to(name, MEMBERS));
            } else if (members.putIfAbsent(name, member.getValueNode()) != null) {
                problem(member.getKeyNode(), name + ": is already set for this issuer");
            }
        }
    }

    private TrustedIssuer issuer() {
        Optional<String> issuer = text("issuer", IssuerEntry::isSafeUrl, URL_EXPECTED);
        List<String> audiences = texts("audience", text -> true, "one or several audiences");
        require("issuer", "the 'iss' of its tokens");
        require("audience", "what the 'aud' of its tokens has to name for this server");
        Optional<URI> jwksUri =
                text("jwks-uri", IssuerEntry::isSafeUrl, URL_EXPECTED).map(URI::create);
        List<String> scopeClaims = texts("scope-claim", text -> true, "one or several claims");
        List<String> scopes = texts("scopes", IssuerEntry::isScope, "scopes, or beginnings of scopes followed by *");
        Optional<String> userIdClaim = text("user-id-claim", text -> true, "a claim");
        Optional<String> emailClaim = text("email-claim", text -> true, "a claim");
        Optional<String> administrators =
                text("administrators", text -> text.equals("true") || text.equals("false"), "true or false");
        Map<String, String> clients = ids("clients", "user");
        Map<String, String> subjects = ids("subjects", "user");
        Optional<String> groupsClaim = text("groups-claim", text -> true, "a claim");
        Map<String, String> teams = ids("teams", "team");
        checkThatSomebodyIsMeant();
        return new TrustedIssuer(
                issuer.orElse(""),
                Set.copyOf(new LinkedHashSet<>(audiences)),
                jwksUri,
                scopeClaims.isEmpty() ? List.of("scope") : scopeClaims,
                members.containsKey("scopes") ? Optional.of(scopes) : Optional.empty(),
                new TrustedIssuer.Users(
                        userIdClaim,
                        emailClaim,
                        administrators.filter("true"::equals).isPresent(),
                        clients,
                        subjects),
                new TrustedIssuer.Teams(groupsClaim.orElse(TrustedIssuer.Teams.NONE.groupsClaim()), teams));
    }

    private static final String URL_EXPECTED =
            "an https URL with neither user, query nor fragment; http only to this machine (localhost, 127.0.0.1, [::1])";

    private void checkThatSomebodyIsMeant() {
        List<String> ways = List.of("user-id-claim", "email-claim", "clients", "subjects");
        if (ways.stream().noneMatch(members::containsKey)) {
            problem(entry, "nothing says which user its tokens act as; set one of " + String.join(", ", ways));
        }
        if (members.containsKey("user-id-claim") && members.containsKey("email-claim")) {
            problem(members.get("email-claim"), "email-claim: does not go together with user-id-claim");
        }
    }

    private void require(String name, String meaning) {
        if (!members.containsKey(name)) {
            problem(entry, name + ": is missing; set it to " + meaning);
        }
    }

    private Optional<String> text(String name, Predicate<String> check, String expected) {
        Node value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<String> text = scalar(value).filter(check);
        if (text.isEmpty()) {
            problem(value, name + ": expected " + expected);
        }
        return text;
    }

    /** One value, or a list of them. */
    private List<String> texts(String name, Predicate<String> check, String expected) {
        Node value = members.get(name);
        if (value == null) {
            return List.of();
        }
        List<Node> items = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        List<String> texts = items.stream()
                .flatMap(item -> scalar(item).filter(check).stream())
                .toList();
        if (texts.size() != items.size() || texts.isEmpty() && !name.equals("scopes")) {
            problem(value, name + ": expected " + expected);
        }
        return texts;
    }

    /** @param kind what the ids here are of: users or teams */
    private Map<String, String> ids(String name, String kind) {
        Map<String, String> ids = new LinkedHashMap<>();
        Node value = members.get(name);
        if (value instanceof MappingNode mapping) {
            for (NodeTuple line : mapping.getValue()) {
                Optional<String> key = scalar(line.getKeyNode());
                Optional<String> here = scalar(line.getValueNode());
                if (key.isEmpty() || here.isEmpty() || ids.putIfAbsent(key.get(), here.get()) != null) {
                    problem(
                            line.getKeyNode(),
                            name + ": expected each id once, with the id of one of our " + kind + "s");
                }
            }
        } else if (value != null) {
            problem(value, name + ": expected one '<id there>: <" + kind + " id here>' a line");
        }
        return ids;
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getValue().isBlank()
                ? Optional.of(scalar.getValue().strip())
                : Optional.empty();
    }

    private static boolean isScope(String text) {
        return SCOPE.matcher(text).matches();
    }

    private static boolean isSafeUrl(String text) {
        try {
            return TrustedUrl.isSafe(new URI(text));
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    private void problem(Node node, String text) {
        broken = true;
        report.accept(new Problem(node, text));
    }
}
