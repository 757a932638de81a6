package dev.gatehouse.pages;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders from {@code {0}} to {@code {9}}; nothing else in it is special. Immutable.
 *
 * @param parts words, and numbers of arguments, as they follow one another
 */
record TextTemplate(List<Object> parts) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])}");

    static TextTemplate of(String text) {
        List<Object> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            parts.add(text.substring(end, placeholder.start()));
            parts.add(Integer.valueOf(placeholder.group(1)));
            end = placeholder.end();
        }
        parts.add(text.substring(end));
        return new TextTemplate(List.copyOf(parts));
    }

    /** Its placeholders, each once. */
    Set<Integer> placeholders() {
        Set<Integer> all = new TreeSet<>();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                all.add(number);
            }
        }
        return all;
    }

    /** A placeholder without an argument stands for nothing. */
    String with(Object... arguments) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (!(part instanceof Integer number)) {
                text.append(part);
            } else if (number < arguments.length) {
                text.append(arguments[number]);
            }
        }
        return text.toString();
    }

    /** The same on a page: the words are escaped, the arguments look after themselves. */
    Content rich(List<Content> arguments) {
        return output -> {
            for (Object part : parts) {
                if (!(part instanceof Integer number)) {
                    output.writeUserContent(part.toString());
                } else if (number < arguments.size()) {
                    arguments.get(number).writeTo(output);
                }
            }
        };
    }
}
