package dev.gatehouse.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The texts of one language as a file has them: a {@link Properties} file in UTF-8, named after the language's tag. Immutable.
 *
 * @param texts by their keys
 */
record TextFile(Locale locale, Map<String, TextTemplate> texts) {
    static final String ENDING = ".properties";

    /** Bytes of a file; ours have some 15,000. */
    private static final int MAX_BYTES = 262_144;

    /** One that comes along. */
    static TextFile shipped(Locale locale) {
        String name = "/texts/" + locale.toLanguageTag() + ENDING;
        InputStream file = Objects.requireNonNull(TextFile.class.getResourceAsStream(name), name);
        try (Reader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new TextFile(locale, read(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An operator's.
     *
     * @param known what texts there are, with the placeholders that they may have
     * @throws IOException saying what is wrong, with the key
     */
    static TextFile of(Path file, Map<String, TextTemplate> known) throws IOException {
        Locale locale = locale(file.getFileName().toString());
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES + " bytes");
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            Map<String, TextTemplate> texts = read(reader);
            for (Map.Entry<String, TextTemplate> text : texts.entrySet()) {
                check(text.getKey(), text.getValue(), known);
            }
            return new TextFile(locale, texts);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new IOException("it is not in UTF-8", e);
        }
    }

    private static Locale locale(String name) throws IOException {
        String tag = name.substring(0, name.length() - ENDING.length());
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!tag.isEmpty() && locale.toLanguageTag().equals(tag)) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // told below
        }
        throw new IOException("its name is no language tag such as nl or pt-BR");
    }

    private static Map<String, TextTemplate> read(Reader reader) throws IOException {
        Map<String, TextTemplate> texts = new TreeMap<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (texts.put(key.toString(), TextTemplate.of(value.toString())) != null) {
                    throw new IllegalArgumentException("the key '" + key + "' is there twice");
                }
                return key;
            }
        };
        try {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return texts;
    }

    private static void check(String key, TextTemplate text, Map<String, TextTemplate> known) throws IOException {
        TextTemplate ours = known.get(key);
        if (ours == null) {
            throw new IOException("no text has the key '" + key + "'");
        }
        if (text.with().isBlank()) {
            throw new IOException("the text of '" + key + "' is empty");
        }
        Set<Integer> foreign = text.placeholders();
        foreign.removeAll(ours.placeholders());
        if (!foreign.isEmpty()) {
            throw new IOException("the text of '" + key + "' has the placeholder {"
                    + foreign.iterator().next() + "}, for which nothing is put there");
        }
    }
}
