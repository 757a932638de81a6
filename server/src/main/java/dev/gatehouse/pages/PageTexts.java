package dev.gatehouse.pages;

import gg.jte.Content;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages say, in one language: {@code texts.get("consent.lead", name)}. Immutable. */
public final class PageTexts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);

    private final Locale locale;
    private final Map<String, TextTemplate> templates;
    private final PageLanguages all;
    private final DateTimeFormatter date;

    /** @param templates every text there is, by its key */
    PageTexts(Locale locale, Map<String, TextTemplate> templates, PageLanguages all) {
        this.locale = locale;
        this.templates = Map.copyOf(templates);
        this.all = all;
        Locale written = locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(written);
    }

    /** Its tag (BCP 47), such as {@code de} or {@code pt-BR}. */
    public String language() {
        return locale.toLanguageTag();
    }

    Locale locale() {
        return locale;
    }

    Map<String, TextTemplate> templates() {
        return templates;
    }

    /**
     * In the language that a client asked for (OpenID Connect Core section 3.1.2.1), or this one where we have none of those.
     *
     * @param uiLocales tags separated by spaces, the first preferred; whatever is no tag is passed over; may be null
     */
    public PageTexts preferring(@Nullable String uiLocales) {
        return all.named(uiLocales).orElse(this);
    }

    /** @param key of a text that is there: a test holds that what the source names is */
    public String get(String key, Object... arguments) {
        return template(key).with(arguments);
    }

    public String get(Message message) {
        return template(message.key()).with(message.arguments().toArray());
    }

    /** The text, or nothing where there is none with that key. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(templates.get(key)).map(template -> template.with());
    }

    /** The same with arguments that look otherwise than the text around them; see {@link Markup}. */
    public Content rich(String key, Content... arguments) {
        return template(key).rich(List.of(arguments));
    }

    /** A time to the minute, in UTC. */
    public String time(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        return date.format(utc) + ", " + TIME.format(utc);
    }

    private TextTemplate template(String key) {
        return Objects.requireNonNull(templates.get(key), key);
    }
}
