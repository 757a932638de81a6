package dev.gatehouse.repository;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file of a project, complete.
 *
 * @param id a UUID, another one with each content
 * @param name its key
 * @param size in bytes
 * @param md5 of the content, in hexadecimal
 * @param mediaType guessed from the name
 * @param content where the bytes are
 */
record StoredFile(String id, String name, long size, String md5, String mediaType, Path content, Instant created) {}
