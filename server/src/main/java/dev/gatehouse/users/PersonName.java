package dev.gatehouse.users;

import org.jspecify.annotations.Nullable;

/** What a person is called. */
public record PersonName(
        @Nullable String firstName, @Nullable String lastName) {}
