/** On-boarding: from the contract of a service to its endpoints and scopes, with its history and who a change breaks. */
@NullMarked
package dev.gatehouse.registry.onboarding;

import org.jspecify.annotations.NullMarked;
