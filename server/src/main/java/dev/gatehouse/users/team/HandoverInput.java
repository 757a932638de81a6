package dev.gatehouse.users.team;

/** Whom everything goes to: a user or a team. */
record HandoverInput(String to) {}
