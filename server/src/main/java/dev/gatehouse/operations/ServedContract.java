package dev.gatehouse.operations;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our contract as a running server shows it: tokens come from its own issuer instead of the one by default. */
final class ServedContract {
    private static final Pattern DEFAULT_ISSUER =
            Pattern.compile("(?m)^( +(?:authorizationUrl|tokenUrl): )http://localhost:8888/");

    private ServedContract() {}

    static byte[] of(byte[] contract, URI issuer) {
        return DEFAULT_ISSUER
                .matcher(new String(contract, StandardCharsets.UTF_8))
                .replaceAll("$1" + Matcher.quoteReplacement(issuer + "/"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
