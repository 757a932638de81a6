package dev.gatehouse.client.connection;

import dev.gatehouse.client.call.Secret;
import java.time.Instant;

/** A link for one person. @param url whoever has it can connect an account in the person's name */
public record ConnectLink(Secret url, Instant expires) {}
