package dev.gatehouse.users.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a text from being somebody's password: that it is short, or that it is guessed first. What it is made of does not
 * matter (NIST SP 800-63B section 3.1.1.2). Immutable.
 */
public final class PasswordRules {
    /** Characters. */
    public static final int MIN_LENGTH = 8;

    /** Characters, more of which would only cost time. */
    public static final int MAX_LENGTH = 1024;

    /** Lines of a list; more take too much memory in every process. */
    private static final int MAX_LISTED = 2_000_000;

    private static final String SHIPPED = "common-passwords.txt";

    private final Set<String> common;

    private PasswordRules(Set<String> common) {
        this.common = common;
    }

    /** With the list that comes with this program. */
    public static PasswordRules shipped() {
        InputStream list = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(SHIPPED), SHIPPED);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return new PasswordRules(read(lines, new HashSet<>()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * With another list beside that one.
     *
     * @param list in UTF-8, a password a line; empty lines and those that begin with a number sign say nothing
     * @throws IOException where it cannot be read, or has more than two million lines
     */
    public PasswordRules with(Path list) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(list)) {
            return new PasswordRules(read(lines, new HashSet<>(common)));
        }
    }

    private static Set<String> read(BufferedReader lines, Set<String> all) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                all.add(folded(line));
            }
            if (all.size() > MAX_LISTED) {
                throw new IOException("it has more than " + MAX_LISTED + " passwords");
            }
        }
        return all;
    }

    /** What is wrong with it; empty where it will do. @param userId whose it is to be */
    public Optional<PasswordProblem> problem(String userId, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH) {
            return Optional.of(new PasswordProblem.TooShort(length));
        }
        if (password.length() > MAX_LENGTH) {
            return Optional.of(new PasswordProblem.TooLong());
        }
        if (folded(password).equals(folded(userId))) {
            return Optional.of(new PasswordProblem.UserId());
        }
        return common.contains(folded(password)) ? Optional.of(new PasswordProblem.Common()) : Optional.empty();
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
