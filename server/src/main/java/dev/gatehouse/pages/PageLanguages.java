package dev.gatehouse.pages;

import dev.gatehouse.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The languages that pages can be shown in, and which of them somebody gets (RFC 4647 section 3.4). English is always among
 * them, and is what is shown where nothing else is wished, or nothing that we have. Immutable.
 */
public final class PageLanguages {
    private static final List<Locale> SHIPPED = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH);
    private static final PageLanguages OURS =
            new PageLanguages(SHIPPED.stream().map(TextFile::shipped).toList());

    /** Characters; browsers send some fifty. Whoever wishes more gets English. */
    private static final int MAX_WISHED = 500;

    /** Most files of an operator's. */
    private static final int MAX_FILES = 200;

    private final Map<Locale, PageTexts> texts = new LinkedHashMap<>();

    private PageLanguages(List<TextFile> files) {
        Map<String, TextTemplate> english = files.getFirst().texts();
        for (TextFile file : files) {
            Map<String, TextTemplate> complete = new TreeMap<>(english);
            complete.putAll(file.texts());
            texts.put(file.locale(), new PageTexts(file.locale(), complete, this));
        }
    }

    /** English, German and French, as they come along. */
    public static PageLanguages shipped() {
        return OURS;
    }

    /**
     * These and those of an operator's files, such as {@code nl.properties}. A file for one that we have replaces the texts
     * it names; what a file leaves out is shown as we have it, or in English.
     *
     * @throws IOException where a file cannot be used, naming it, and the key where it is about one
     */
    public PageLanguages with(Path folder) throws IOException {
        Map<Locale, TextFile> files = new LinkedHashMap<>();
        texts.forEach((locale, ours) -> files.put(locale, new TextFile(locale, ours.templates())));
        Map<String, TextTemplate> known = english().templates();
        for (Path path : filesIn(folder)) {
            TextFile file = read(path, known);
            files.merge(file.locale(), file, PageLanguages::replaced);
        }
        return new PageLanguages(List.copyOf(files.values()));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            List<Path> files = paths.filter(path -> path.toString().endsWith(TextFile.ENDING))
                    .sorted()
                    .limit(MAX_FILES + 1)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new IOException("there are more than " + MAX_FILES + " files in it");
            }
            return files;
        }
    }

    private static TextFile read(Path path, Map<String, TextTemplate> known) throws IOException {
        try {
            return TextFile.of(path, known);
        } catch (IOException e) {
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static TextFile replaced(TextFile ours, TextFile by) {
        Map<String, TextTemplate> all = new TreeMap<>(ours.texts());
        all.putAll(by.texts());
        return new TextFile(ours.locale(), all);
    }

    /** Their tags (BCP 47), English first. */
    public List<String> tags() {
        return texts.values().stream().map(PageTexts::language).toList();
    }

    public PageTexts english() {
        return Objects.requireNonNull(texts.get(Locale.ENGLISH), "English is always there");
    }

    /** In the language that the browser asks for. */
    public PageTexts of(Request request) {
        return accepted(request.header("Accept-Language"));
    }

    /**
     * The same, from the header.
     *
     * @param acceptLanguage RFC 9110 section 12.5.4; one that cannot be read, or null, asks for nothing
     */
    public PageTexts accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAX_WISHED) {
            return english();
        }
        try {
            return lookup(Locale.LanguageRange.parse(acceptLanguage)).orElseGet(this::english);
        } catch (IllegalArgumentException strange) {
            return english();
        }
    }

    /** The first that we have of tags separated by spaces; whatever is no tag is passed over. */
    Optional<PageTexts> named(@Nullable String tags) {
        if (tags == null || tags.length() > MAX_WISHED) {
            return Optional.empty();
        }
        List<Locale.LanguageRange> ranges = new ArrayList<>();
        for (String tag : tags.split(" ")) {
            try {
                ranges.add(new Locale.LanguageRange(tag));
            } catch (IllegalArgumentException strange) {
                continue;
            }
        }
        return lookup(ranges);
    }

    private Optional<PageTexts> lookup(List<Locale.LanguageRange> ranges) {
        return Optional.ofNullable(Locale.lookup(ranges, texts.keySet())).map(texts::get);
    }
}
