package dev.gatehouse.connector.conformance.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All texts anywhere in a JSON value: what was described is found in whatever form it is told. */
public final class Texts {
    private Texts() {}

    public static List<String> of(JsonNode value) {
        List<String> texts = new ArrayList<>();
        collect(value, texts);
        return texts;
    }

    private static void collect(JsonNode value, List<String> texts) {
        if (value.isString()) {
            texts.add(value.asString());
        }
        value.forEach(element -> collect(element, texts));
    }
}
