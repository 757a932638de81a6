package dev.gatehouse.registry.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what was exported for Apache as Apache does, as far as exports use it: quick enough for thousands of requests. */
final class ApacheExport {
    private static final Pattern SECTION = Pattern.compile(
            "^<(Location|LocationMatch|If) \"(.*?)\">\n(.*?)^</\\1>", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("%\\{(\\w+)} (=~|!~) m#(.*?)#(i?)(?= \\|\\| |$)");
    private static final Pattern LINE = Pattern.compile(
            " *(RewriteCond|RewriteRule|Require method|Require all denied|Require oauth2_claim)(?: (.*))?");
    private static final Pattern CONDITION = Pattern.compile("%\\{(.*?)} \"(!?)(.*)\"");

    private final List<Section> sections = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private record Section(Pattern path, String content) {}

    /** A request, its octets as characters. */
    private record Asked(String method, String target, String scopes) {
        String path() {
            String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
            return octets(path);
        }

        String variable(String name) {
            return switch (name) {
                case "REQUEST_METHOD" -> method;
                case "THE_REQUEST" -> method + " " + target + " HTTP/1.1";
                case "REQUEST_URI" -> path();
                case "QUERY_STRING" -> target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
                case "ENV:OAUTH2_scope" -> scopes == null ? "" : scopes;
                default -> throw new AssertionError(name);
            };
        }

        private static String octets(String path) {
            StringBuilder decoded = new StringBuilder();
            for (int i = 0; i < path.length(); i++) {
                boolean encoded = path.charAt(i) == '%';
                decoded.append(encoded ? (char) Integer.parseInt(path.substring(i + 1, i + 3), 16) : path.charAt(i));
                i += encoded ? 2 : 0;
            }
            return decoded.toString();
        }
    }

    ApacheExport(String configuration) {
        Matcher section = SECTION.matcher(configuration);
        while (section.find()) {
            switch (section.group(1)) {
                case "LocationMatch" -> sections.add(new Section(Pattern.compile(section.group(2)), section.group(3)));
                case "If" -> refusals.add(section.group(2));
                default -> { // everything is denied but what follows
                }
            }
        }
    }

    /**
     * Whether the request reaches the service.
     *
     * @param scopes of a token for the service; null where there is none
     */
    boolean letsThrough(String method, String target, String scopes) {
        Asked asked = new Asked(
                method, new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), scopes);
        if (refusals.stream().anyMatch(test -> isMet(test, asked))) {
            return false;
        }
        Section last = null;
        for (Section section : sections) {
            last = section.path().matcher(asked.path()).find() ? section : last;
        }
        return last != null && isAuthorized(last.content(), asked) && passes(last.content(), asked);
    }

    private static boolean isMet(String expression, Asked asked) {
        Matcher test = TEST.matcher(expression);
        while (test.find()) {
            int flags = test.group(4).isEmpty() ? 0 : Pattern.CASE_INSENSITIVE;
            boolean found = Pattern.compile(
                            test.group(3).replace("+[]", "+\\[]").replace("[[]", "\\["), flags)
                    .matcher(asked.variable(test.group(1)))
                    .find();
            if (found == test.group(2).equals("=~")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAuthorized(String content, Asked asked) {
        return content.lines().anyMatch(text -> {
            Matcher line = LINE.matcher(text);
            return line.matches()
                    && (line.group(1).equals("Require method")
                                    && List.of(line.group(2).split(" ")).contains(asked.method())
                            || line.group(1).equals("Require oauth2_claim") && asked.scopes() != null);
        });
    }

    /** The rules in their order: each with the conditions before it. */
    private static boolean passes(String content, Asked asked) {
        boolean met = true;
        for (String text : content.lines().toList()) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            if (line.group(1).equals("RewriteCond")) {
                met &= isMetCondition(line.group(2), asked);
            } else if (line.group(1).equals("RewriteRule")) {
                if (met) {
                    return line.group(2).equals("^ - [END]");
                }
                met = true;
            }
        }
        return true;
    }

    private static boolean isMetCondition(String text, Asked asked) {
        Matcher condition = CONDITION.matcher(text);
        if (!condition.matches()) {
            throw new AssertionError(text);
        }
        return Pattern.compile(condition.group(3))
                        .matcher(asked.variable(condition.group(1)))
                        .find()
                == condition.group(2).isEmpty();
    }
}
