package dev.gatehouse.gateways;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Request targets with which a caller could hope to be decided about as one request and served as another. */
final class EvasiveTraffic {
    /** Each spells a path that needs more than the caller has, or none at all. */
    private static final List<String> SPELLINGS = List.of(
            "/v1/orders/mine",
            "/v1/orders/MINE",
            "/v1/orders/%6Dine",
            "/v1/orders/%6dine",
            "/v1/orders/%256Dine",
            "/v1/orders/%25256Dine",
            "/v1/orders/mine/",
            "/v1/orders/mine//",
            "/v1/orders/mine.",
            "/v1/orders/mine%2E",
            "/v1/orders/mine.json",
            "/v1/orders/mine%20",
            "/v1/orders/mine;x=1",
            "/v1/orders/mine%3Bx=1",
            "/v1/orders/;x=1/mine",
            "/v1/orders;x=1/mine",
            "/v1/orders/mine%00",
            "/v1/orders/mine%00.json",
            "/v1/orders/mine%0a",
            "/v1/orders/mine%0d%0aX-Auth-Subject:%20me",
            "/v1/orders/mine%3F",
            "/v1/orders/mine%3Fx",
            "/v1/orders/mine%23",
            "/v1/orders/mine#x",
            "/v1/orders/x#/../mine",
            "/v1/orders/mine?",
            "/v1/orders/mine?x",
            "/v1/orders//mine",
            "//v1/orders/mine",
            "///v1/orders/mine",
            "//elsewhere/v1/orders/mine",
            "/v1//orders/mine",
            "/v1/./orders/mine",
            "/v1/orders/./mine",
            "/v1/orders/x/../mine",
            "/v1/orders/x/%2e%2e/mine",
            "/v1/orders/x/%2E./mine",
            "/v1/orders/x/.%2e/mine",
            "/v1/orders/x/%252e%252e/mine",
            "/v1/orders/x/..;/mine",
            "/v1/orders/x/..;a=b/mine",
            "/v1/orders/x/..%3B/mine",
            "/v1/orders/x%2f..%2fmine",
            "/v1/orders/x%2f%2e%2e%2fmine",
            "/v1/orders/x%252f..%252fmine",
            "/v1/orders/x\\..\\mine",
            "/v1/orders/x%5c..%5cmine",
            "/v1\\orders\\mine",
            "/v1/orders%5cmine",
            "/v1/orders%2fmine",
            "/v1/orders%2Fmine",
            "/v1%2Forders%2Fmine",
            "%2Fv1/orders/mine",
            "/../v1/admin",
            "/..%2fv1/admin",
            "/%2e%2e/v1/admin",
            "/health/../v1/admin",
            "/health/..%2fv1/admin",
            "/health;/../v1/admin",
            "/health%2f..%2fv1%2fadmin",
            "/health/",
            "/HEALTH",
            "/health%",
            "/health%2",
            "/health%zz",
            "/health%u002f",
            "/%c0%af",
            "/%c0%ae%c0%ae/v1/admin",
            "/v1/orders/%ff",
            "/v1/orders/\u00e9",
            "/v1/orders/a|b",
            "/v1/orders/a\"b",
            "/v1/orders/<a>",
            "/v1/orders/{a}",
            "/v1/orders/a^b`c",
            "/v1/orders/[a]",
            "/v1/orders/a b",
            "/v1/orders/a\tb",
            "/v1/orders/a\u000bb",
            "/v1/orders/a\u0000b",
            "/v1/orders/a\u007fb",
            "/v1/files/public/../private/x",
            "/v1/files/public/%2e%2e/private/x",
            "/v1/files/public/%2e%2e%2fprivate%2fx",
            "/v1/files/private/x",
            "/v1/files/private%2Fx",
            "/v1/files/Private/x",
            "/v1/files/private;a/x",
            "/v1/files/private%252fx",
            "/v1/files//private/x",
            "/v1/files/%70rivate/x",
            "/v1/files/private",
            "/v1/files/",
            "/v1/admin",
            "/v1/admin%20",
            "/v1/admin\u00a0",
            "/v1/admin%C2%A0",
            "/v1/orders?_method=DELETE",
            "/v1/orders/7?_method=DELETE",
            "/v1/orders/7?%5Fmethod=delete",
            "/v1/orders/7?a=/../../v1/admin",
            "/v1/orders/7?a=\u00e9",
            "/v1/orders/7?a=b c",
            "http://orders.example.org/v1/admin",
            "http://orders.example.org/v1/orders/mine",
            "http://orders.example.org/v1/orders/7",
            "http://elsewhere.example.org/v1/orders/7",
            "HTTP://orders.example.org/v1/orders/7",
            "http://orders.example.org/v1/orders/7#x",
            "http://orders.example.org",
            "http://orders.example.org?/v1/orders",
            "http://orders.example.org#/v1/orders",
            "http://orders.example.org\\/v1/orders/7",
            "http://v1/orders/7",
            "http:///v1/orders/7",
            "http:/v1/orders/7",
            "http:v1/orders/7",
            "https://orders.example.org/v1/orders/7",
            "ftp://orders.example.org/v1/orders/7",
            "//orders.example.org/v1/orders/7",
            "file:///v1/orders/7",
            "*",
            "orders.example.org:443",
            "v1/orders/7",
            "?/v1/orders",
            "/?/v1/orders",
            "",
            "/",
            "/.gatehouse",
            "/access/orders",
            "/v1/orders/" + "a".repeat(6_000),
            "/v1/orders/" + "a".repeat(8_170),
            "/v1/orders/" + "a".repeat(20_000),
            "/v1/orders/" + "a/".repeat(3_000) + "mine",
            "/v1/orders/" + "../".repeat(2_000) + "mine",
            "/v1/orders/" + "%25".repeat(2_000) + "mine",
            "/v1/orders/7?" + "a".repeat(40_000));

    private static final List<String> PIECES = List.of(
            "/", "/", "/", "v1", "orders", "mine", "files", "private", "admin", "health", "7", ".", "..", "%2f", "%2F",
            "%5c", "\\", "%2e", "%252e", "%252f", "%00", ";", ";x=1", "%3b", "?", "%3f", "#", "%23", "%", "%6D", "%20",
            "+", "|", "\"", "@", ":", "~", "\u00e9", "%C3%A9", "%ff", "A", "_method=DELETE", "&", "http://h", ",");

    private EvasiveTraffic() {}

    static List<String> spellings() {
        return SPELLINGS;
    }

    /** The same ones for the same seed. */
    static Stream<String> mixtures(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> mixture(random));
    }

    private static String mixture(Random random) {
        List<String> starts = List.of("/v1/orders/", "/v1/orders", "/v1/files/", "/health", "/", "");
        StringBuilder target = new StringBuilder(starts.get(random.nextInt(starts.size())));
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            target.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return target.toString();
    }
}
