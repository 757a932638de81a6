package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenResources parts = new OpenResources();

    private void open(String name) {
        parts.add(() -> closed.add(name));
    }

    @Test
    void closesInTheOppositeOrderAndOnce() {
        open("database");
        open("feed");
        open("listener");

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("listener", "feed", "database");
    }

    @Test
    void goesOnAfterAPartThatDoesNotClose() {
        open("database");
        parts.add(() -> {
            throw new IllegalStateException("made to fail");
        });
        open("listener");

        parts.close();

        assertThat(closed).containsExactly("listener", "database");
    }
}
