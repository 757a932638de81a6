package dev.gatehouse.connectors.webdav.files;

import java.util.UUID;
import java.util.regex.Pattern;

/** Names of uploads that are not complete; listings do not show them. Stateless. */
final class TemporaryName {
    private static final Pattern FORM = Pattern.compile("\\.gatehouse-upload-[0-9a-f-]{36}\\.part");

    private TemporaryName() {}

    static String next() {
        return ".gatehouse-upload-" + UUID.randomUUID() + ".part";
    }

    static boolean is(String name) {
        return FORM.matcher(name).matches();
    }
}
