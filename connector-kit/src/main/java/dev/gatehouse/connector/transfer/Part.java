package dev.gatehouse.connector.transfer;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a form (RFC 7578).
 *
 * @param name the field's name
 * @param filename where it is a file
 * @param mediaType of its content, where it says so
 * @param length of its content, where it says so
 * @param content to be read before the next part
 */
public record Part(
        String name, Optional<String> filename, Optional<String> mediaType, OptionalLong length, InputStream content) {}
