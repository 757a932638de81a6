package dev.gatehouse.registry.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Reads what was exported for Spring, with Spring's own matcher of paths. */
final class SpringExport {
    private static final Pattern LINE = Pattern.compile(" *\\.requestMatchers\\((.*)\\)\\.(\\w+\\(.*\\))");
    private static final Pattern PATH = Pattern.compile(
            "(NegatedRequestMatcher\\()?pathPattern\\(HttpMethod\\.valueOf\\(\"(\\w+)\"\\), \"(.*?)\"\\)");
    private static final Pattern REGEX = Pattern.compile("RegexRequestMatcher\\(\"(.*?)\", \"(\\w+)\"\\)");
    private static final Pattern AUTHORITY = Pattern.compile("hasAuthority\\(\"SCOPE_(.*?)\"\\)");

    /** What Spring's firewall or its container refuses before anything is matched. */
    private static final Pattern FIREWALL = Pattern.compile("(?i);|//|%2f|%5c|%25|%00|%0a|%0d|%2e|%c0|/\\.\\.?(/|$)");

    private final List<Rule> rules = new ArrayList<>();

    private record Rule(List<Condition> conditions, String access) {}

    private interface Condition {
        boolean isMet(String method, String path);
    }

    SpringExport(String source) {
        source.lines().forEach(text -> {
            Matcher line = LINE.matcher(text);
            if (line.matches()) {
                rules.add(new Rule(conditions(line.group(1)), line.group(2)));
            }
        });
    }

    private static List<Condition> conditions(String text) {
        List<Condition> conditions = new ArrayList<>();
        if (text.startsWith("request ->")) {
            Pattern pattern = Pattern.compile(text.substring(text.indexOf('"') + 1, text.lastIndexOf('"')));
            conditions.add((method, path) -> pattern.matcher(path).matches());
            return conditions;
        }
        Matcher path = PATH.matcher(text);
        while (path.find()) {
            boolean negated = path.group(1) != null;
            String wanted = path.group(2);
            PathPattern pattern = PathPatternParser.defaultInstance.parse(plain(path.group(3)));
            conditions.add((method, asked) ->
                    (method.equals(wanted) && pattern.matches(PathContainer.parsePath(asked))) != negated);
        }
        Matcher regex = REGEX.matcher(text);
        while (regex.find()) {
            Pattern pattern = Pattern.compile(plain(regex.group(1)));
            String wanted = regex.group(2);
            conditions.add((method, asked) -> method.equals(wanted)
                    && pattern.matcher(URLDecoder.decode(asked, StandardCharsets.UTF_8))
                            .matches());
        }
        return conditions;
    }

    private static String plain(String literal) {
        return literal.replace("\\\\", "\\");
    }

    /** As {@link ApacheExport#letsThrough}. */
    boolean letsThrough(String method, String target, String scopes) {
        if (FIREWALL.matcher(target).find()) {
            return false;
        }
        for (Rule rule : rules) {
            if (rule.conditions().stream().allMatch(condition -> condition.isMet(method, target))) {
                return accepts(rule.access(), scopes);
            }
        }
        return false;
    }

    private static boolean accepts(String access, String scopes) {
        if (access.equals("permitAll()")) {
            return true;
        }
        if (access.equals("denyAll()") || scopes == null) {
            return false;
        }
        List<String> granted = List.of(scopes.split(" "));
        return access.equals("authenticated()")
                || List.of(access.split("allOf\\(")).stream()
                        .skip(1)
                        .anyMatch(alternative -> AUTHORITY
                                .matcher(alternative)
                                .results()
                                .allMatch(authority -> granted.contains(authority.group(1))));
    }
}
