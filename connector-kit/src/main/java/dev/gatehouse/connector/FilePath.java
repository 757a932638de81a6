package dev.gatehouse.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An absolute path: names from the root, with {@code /} before each, and one behind the last where it is a folder.
 *
 * <p>Names are any text but {@code .}, {@code ..}, text with {@code /}, a control character or half a surrogate pair in
 * it, and nothing at all; so that a path never leads out of where it begins.
 *
 * @param names the names on the way, from the root; none at all is the root itself
 * @param folder whether it is meant to be a folder
 */
public record FilePath(List<String> names, boolean folder) {
    /** How many bytes of UTF-8 a path may have. */
    public static final int MAX_BYTES = 4096;

    private static final FilePath ROOT = new FilePath(List.of(), true);

    public FilePath {
        names = List.copyOf(names);
        names.forEach(FilePath::check);
        if (names.isEmpty() && !folder) {
            throw new IllegalArgumentException("the root is a folder");
        }
    }

    /** The folder that everything is in. */
    public static FilePath root() {
        return ROOT;
    }

    /**
     * Reads a path as callers write it; the slash at its beginning may be missing, repeated ones count once.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static FilePath parse(String text) {
        if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("is longer than " + MAX_BYTES + " bytes");
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new FilePath(names, names.isEmpty() || text.endsWith("/"));
    }

    private static void check(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("has the name \"" + name + "\" in it, which leads elsewhere");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has a control character in it");
        }
        if (name.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw new IllegalArgumentException("has half a character in it");
        }
    }

    /** The last name; empty for the root. */
    public String name() {
        return names.isEmpty() ? "" : names.getLast();
    }

    /** The folder it is in; the root is in itself. */
    public FilePath parent() {
        return names.size() < 2 ? ROOT : new FilePath(names.subList(0, names.size() - 1), true);
    }

    /** The same path, meant to be a folder. */
    public FilePath asFolder() {
        return new FilePath(names, true);
    }

    /** The same path, meant to be a file; the root stays a folder. */
    public FilePath asFile() {
        return new FilePath(names, names.isEmpty());
    }

    /** A file of this name in this folder. */
    public FilePath file(String name) {
        return child(name, false);
    }

    /** A folder of this name in this folder. */
    public FilePath folder(String name) {
        return child(name, true);
    }

    private FilePath child(String name, boolean isFolder) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new FilePath(longer, isFolder);
    }

    /** As callers read it: {@code /a/b} for a file, {@code /a/b/} for a folder, {@code /} for the root. */
    @Override
    public String toString() {
        return names.stream().map(name -> "/" + name).collect(Collectors.joining()) + (folder ? "/" : "");
    }
}
