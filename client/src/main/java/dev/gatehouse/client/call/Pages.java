package dev.gatehouse.client.call;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Follows the link to the next page when the elements of the last one are used up. Used by one stream. */
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\\b");

    private final ApiCall call;
    private final Function<byte[], List<T>> reader;
    private Iterator<T> elements = List.<T>of().iterator();
    private @Nullable Map<String, String> next;

    private Pages(ApiCall call, Function<byte[], List<T>> reader) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.call = call;
        this.reader = reader;
        this.next = call.query();
    }

    static <T> Stream<T> stream(ApiCall call, Function<byte[], List<T>> reader) {
        return StreamSupport.stream(new Pages<>(call, reader), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        while (!elements.hasNext()) {
            Map<String, String> wanted = next;
            if (wanted == null) {
                return false;
            }
            Reply reply = call.reply(wanted);
            elements = call.decode(reply, reader).iterator();
            next = reply.header("Link").map(Pages::nextQuery).orElse(null);
        }
        action.accept(elements.next());
        return true;
    }

    /** Of the link, only the query is used: a call goes to where the client was told to call, and nowhere else. */
    private static @Nullable Map<String, String> nextQuery(String link) {
        Matcher target = NEXT.matcher(link);
        String query = target.find() ? URI.create(target.group(1)).getRawQuery() : null;
        if (query == null) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            parameters.put(decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
