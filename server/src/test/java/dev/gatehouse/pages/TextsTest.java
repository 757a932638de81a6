package dev.gatehouse.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.claims.TokenClaim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of pages: that every language has them, that nothing else is said, and what an operator's files do. */
class TextsTest {
    private static final Path MAIN =
            Path.of(System.getProperty("gatehouse.root", "..")).resolve("server/src/main");

    /** A name, and a pattern to type by. */
    private static final Pattern NO_WORDS = Pattern.compile("Gatehouse|XXXX-XXXX");

    /** Keys that are put together. */
    private static final Pattern DERIVED =
            Pattern.compile("(scope|claim|error\\.reason|connect\\.problem)\\..+|too-many\\.(one|other)");

    @TempDir
    private Path folder;

    private static Map<String, Set<Integer>> placeholders(Locale locale) {
        Map<String, Set<Integer>> all = new TreeMap<>();
        TextFile.shipped(locale).texts().forEach((key, text) -> all.put(key, text.placeholders()));
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr"})
    void everyLanguageHasTheSameKeysAndPlaceholders(String language) {
        assertThat(placeholders(Locale.of(language))).isEqualTo(placeholders(Locale.ENGLISH));
    }

    private static List<String> sources(String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(MAIN.resolve(below))) {
            List<String> contents = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                contents.add(Files.readString(file));
            }
            return contents;
        }
    }

    /** What the source names, with the endings that pages of messages add. */
    private static Set<String> named() throws IOException {
        Set<String> named = new TreeSet<>();
        Pattern call = Pattern.compile("(?:(?:texts|english\\(\\))\\s*\\.(?:get|rich)|Message\\.of|onPage)"
                + "\\(\\s*(?:OAuth2Error\\.\\w+,\\s*)?\"([a-zA-Z0-9_-]+(?:\\.[a-zA-Z0-9_-]+)*)\"");
        Pattern page =
                Pattern.compile("MessagePage\\.(notice|failure)\\(\\s*\"([a-z.-]+)\"(,\\s*(?:reason|text|words))?");
        for (String source : Stream.concat(sources("java", ".java").stream(), sources("jte", ".jte").stream())
                .toList()) {
            call.matcher(source).results().forEach(found -> named.add(found.group(1)));
            page.matcher(source).results().forEach(found -> {
                named.add(found.group(2) + ".title");
                if (found.group(3) == null) {
                    named.add(found.group(2) + ".text");
                }
                if (found.group(1).equals("failure")) {
                    named.add(found.group(2) + ".hint");
                }
            });
        }
        return named;
    }

    @Test
    void whatTheSourceNamesIsThereAndNothingElse() throws IOException {
        Set<String> named = named();
        named.add("refused.title");
        named.add("refused.hint");
        named.remove("refused.text");
        Set<String> there = new TreeSet<>(placeholders(Locale.ENGLISH).keySet());

        assertThat(there).containsAll(named);
        there.removeAll(named);
        there.removeIf(key -> DERIVED.matcher(key).matches());
        assertThat(there).as("texts that nothing shows").isEmpty();
    }

    @Test
    void templatesHoldNoWordsOfTheirOwn() throws IOException {
        Map<String, List<String>> literal = new TreeMap<>();
        try (Stream<Path> templates = Files.list(MAIN.resolve("jte"))) {
            for (Path template : templates.toList()) {
                List<String> words = words(Files.readString(template));
                if (!words.isEmpty()) {
                    literal.put(template.getFileName().toString(), words);
                }
            }
        }

        assertThat(literal).isEmpty();
    }

    /** Words between tags, and in attributes that are read to people, outside of expressions. */
    private static List<String> words(String template) {
        String shown = template.replaceAll("(?s)<%--.*?--%>", "")
                .replaceAll("(?m)^@(import|param|template).*$", "")
                .replaceAll("@(?:template\\.\\w+|if|elseif|for)\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)", "")
                .replaceAll("@(?:else|endif|endfor)", "")
                .replaceAll("\\$\\{[^}]*}", "");
        List<String> words = new ArrayList<>();
        Matcher read = Pattern.compile("(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
                .matcher(shown);
        while (read.find()) {
            words.add(read.group(1));
        }
        for (String text : shown.replaceAll("<[^>]*>", "\n").split("\n")) {
            words.add(text);
        }
        return words.stream()
                .map(text -> NO_WORDS.matcher(text).replaceAll("").strip())
                .filter(text -> text.codePoints().anyMatch(Character::isLetter))
                .toList();
    }

    @Test
    void wordsInATemplateAreFound() {
        assertThat(words("<p>${texts.get(\"a\")} Sign in</p>")).containsExactly("Sign in");
        assertThat(words("<img alt=\"A key\">")).containsExactly("A key");
        assertThat(words("@if(page.a() != null)\n<p class=\"lead\">${page.a()}</p>\n@endif"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "null|en",
                "''|en",
                "de|de",
                "de-CH|de",
                "fr-CA, de;q=0.9|fr",
                "nl, *;q=0.1|en",
                "nl, de;q=0.5, fr;q=0.8|fr",
                "de;q=0, fr;q=0.1|fr",
                "en-GB, de|en",
                "DE-at|de",
                "de;q=high|en",
                "\"de\"|en",
                "<script>|en",
                ",;,|en"
            })
    void aBrowserAsksForALanguage(String header, String language) {
        assertThat(PageLanguages.shipped().accepted(header).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "nl fr de|fr",
                "fr-CA-x-old|fr",
                "_ de|de",
                "nl|en",
                "*|en",
                "'\"de\"'|en",
                "de,fr|en",
                "deutschland-|en"
            })
    void aClientAsksForOne(String tags, String language) {
        assertThat(PageLanguages.shipped().english().preferring(tags).language())
                .isEqualTo(language);
    }

    @Test
    void whoAsksForTooMuchGetsEnglish() {
        String many = "de ".repeat(10_000);

        assertThat(PageLanguages.shipped().english().preferring(many).language())
                .isEqualTo("en");
        assertThat(PageLanguages.shipped().accepted(many.replace(' ', ',')).language())
                .isEqualTo("en");
        assertThat(PageLanguages.shipped().accepted("de").preferring(null).language())
                .isEqualTo("de");
    }

    @Test
    void numbersHaveTheirWords() {
        PageTexts english = PageLanguages.shipped().english();

        assertThat(english.get(Message.counted("too-many", 1))).endsWith("in 1 minute.");
        assertThat(english.get(Message.counted("too-many", 5))).endsWith("in 5 minutes.");
    }

    @Test
    void whatIsPutInIsNoPlaceholder() {
        assertThat(PageLanguages.shipped().english().get("account.session-times", "{1}", "never"))
                .isEqualTo("Signed in {1}, last used never");
    }

    private PageLanguages with(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
        return PageLanguages.shipped().with(folder);
    }

    @Test
    void aFileAddsALanguageAndReplacesTexts() throws IOException {
        with("nl.properties", "sign-in.title=Inloggen\n");
        PageLanguages all = with("de.properties", "sign-in.title=Hereinspaziert\n");
        PageTexts dutch = all.accepted("nl-BE");
        PageTexts german = all.accepted("de");

        assertThat(all.tags()).containsExactly("en", "de", "fr", "nl");
        assertThat(dutch.language()).isEqualTo("nl");
        assertThat(dutch.get("sign-in.title")).isEqualTo("Inloggen");
        assertThat(dutch.get("sign-in.password")).isEqualTo("Password");
        assertThat(german.get("sign-in.title")).isEqualTo("Hereinspaziert");
        assertThat(german.get("sign-in.password")).isEqualTo("Passwort");
        assertThat(german.preferring("nl").language()).isEqualTo("nl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl.properties|sign-in.titel=Inloggen|sign-in.titel",
                "nl.properties|sign-in.for=naar {1}|sign-in.for",
                "nl.properties|sign-in.title=|sign-in.title",
                "nl.properties|sign-in.title=\\u00zz|Malformed",
                "dutch_.properties|sign-in.title=Inloggen|language tag",
                ".properties|sign-in.title=Inloggen|language tag"
            })
    void aFileThatCannotBeUsedIsTold(String file, String content, String told) {
        assertThatThrownBy(() -> with(file, content))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(told);
    }

    @Test
    void aKeyThatIsThereTwiceIsTold() {
        assertThatThrownBy(() -> with("nl.properties", "sign-in.title=a\nsign-in.title=b"))
                .hasMessage("nl.properties: the key 'sign-in.title' is there twice");
    }

    @Test
    void whatIsNoUtf8IsTold() throws IOException {
        Files.write(folder.resolve("nl.properties"), "sign-in.title=é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> PageLanguages.shipped().with(folder)).hasMessage("nl.properties: it is not in UTF-8");
    }

    @Test
    void everyScopeOfOursIsDescribed() {
        Set<String> described = placeholders(Locale.ENGLISH).keySet().stream()
                .filter(key -> key.startsWith("scope."))
                .map(key -> key.substring("scope.".length()))
                .collect(Collectors.toSet());

        assertThat(described).containsAll(dev.gatehouse.authority.SystemScopes.ALL);
    }

    @Test
    void everyClaimThatCanBeAskedForIsDescribed() {
        assertThat(placeholders(Locale.ENGLISH).keySet().stream().filter(key -> key.startsWith("claim.")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TokenClaim.values())
                        .filter(claim -> claim.scope() != null)
                        .map(claim -> "claim." + claim.text())
                        .toList());
    }
}
