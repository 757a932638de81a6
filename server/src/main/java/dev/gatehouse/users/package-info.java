/** People: who they are, how they prove it, what they own. */
package dev.gatehouse.users;
