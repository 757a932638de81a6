package dev.gatehouse.api;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.Arrays;
import java.util.function.Predicate;

/** The formats by which contracts say of a text that it is shown to people. */
enum ShownFormat implements Format {
    NAME("shown-name", ShownText::isName),
    DESCRIPTION("shown-description", ShownText::isDescription);

    private final String text;
    private final Predicate<String> check;

    ShownFormat(String text, Predicate<String> check) {
        this.text = text;
        this.check = check;
    }

    static boolean isOne(String format) {
        return Arrays.stream(values()).anyMatch(each -> each.text.equals(format));
    }

    @Override
    public String getName() {
        return text;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return check.test(value);
    }
}
