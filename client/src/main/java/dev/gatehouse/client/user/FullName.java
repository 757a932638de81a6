package dev.gatehouse.client.user;

import org.jspecify.annotations.Nullable;

/** What a person is called. */
public record FullName(@Nullable String firstName, @Nullable String lastName) {}
