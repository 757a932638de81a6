package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows to say whose it is, and the two ways to find out.
 *
 * @param remembered the caller where the proof was verified before and still holds, or null; never blocks
 * @param verification gives the caller; may block, and throws {@link ApiException} where the proof does not hold
 */
public record Identity(Supplier<@Nullable Caller> remembered, Supplier<Caller> verification) {}
