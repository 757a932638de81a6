package dev.gatehouse.upstreams;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Targets that lead to a route, or would to a server that reads them in another way. Not thread-safe. */
final class OddTargets {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+\\+?}");
    private static final List<String> VALUES =
            List.of("7", "admin", "me", "users", "a", "x.y", "v1", "7:cancel", "items");
    private static final List<String> INSIDE = List.of(
            ";",
            ";x=1",
            ";/",
            ";jsessionid=1",
            "%3B",
            "%3B/",
            "%2F",
            "%252F",
            "%5C",
            ".json",
            ".de.json",
            ".json.de",
            "%20",
            ".",
            "%3F",
            "%23",
            "/",
            "%2e",
            "/.",
            "%2E%2E%2F",
            "%00",
            "%0A",
            ",",
            "~",
            "%C3%BC",
            "..;/",
            ";/../");
    private static final List<String> BEHIND = List.of(
            "/",
            "/.json",
            ".json",
            ".de.json",
            ";",
            ";/avatar",
            "%3Bx/a",
            "?_method=DELETE",
            "?method=DELETE",
            "?method=delete&a=b",
            "?method=card",
            "?X-HTTP-Method-Override=DELETE",
            "?x=1;_method=DELETE",
            ";_method=DELETE",
            "?media=json&language=de",
            "%3F_method=DELETE",
            "?",
            "/%20",
            "%20",
            "//",
            "/x",
            ":cancel");

    private final Random random;

    OddTargets(Random random) {
        this.random = random;
    }

    /** A target in origin form; now and then one without anything odd. */
    String of(String template) {
        String target = PARAMETER.matcher(template).replaceAll(match -> value(match.group()));
        for (int i = random.nextInt(3); i > 0; i--) {
            target = change(target);
        }
        return random.nextInt(3) == 0 ? target + pick(BEHIND) : target;
    }

    private String value(String parameter) {
        boolean rest = parameter.endsWith("+}");
        int kind = random.nextInt(8);
        return kind == 0 ? "" : rest && kind < 4 ? pick(VALUES) + "/" + pick(VALUES) : pick(VALUES);
    }

    private String change(String target) {
        List<UnaryOperator<String>> changes = List.of(
                text -> inserted(text, pick(INSIDE)),
                text -> inserted(text, pick(INSIDE)),
                this::encoded,
                this::otherCase,
                text -> text.replaceFirst("/[^/]*$", ""),
                text -> text + "/" + pick(VALUES));
        return changes.get(random.nextInt(changes.size())).apply(target);
    }

    /** Behind the first segment, which belongs to the service. */
    private String inserted(String target, String text) {
        int place = place(target);
        return target.substring(0, place) + text + target.substring(place);
    }

    private String encoded(String target) {
        int place = Math.min(place(target), target.length() - 1);
        char character = target.charAt(place);
        String code = (random.nextInt(4) == 0 ? "%%25%02X" : "%%%02X").formatted((int) character);
        return character == '%' ? target : target.substring(0, place) + code + target.substring(place + 1);
    }

    private String otherCase(String target) {
        int start = target.indexOf('/', 1);
        return start < 0
                ? target
                : target.substring(0, start) + target.substring(start).toUpperCase(Locale.ROOT);
    }

    private int place(String target) {
        int first = Math.max(target.indexOf('/', 1), 1);
        return first + random.nextInt(Math.max(1, target.length() - first + 1));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
