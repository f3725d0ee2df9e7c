/// What a lecturer needs in front of people: a bright point and marks by hand that go by themselves, a picture that is
/// held, a black screen, and a window of one's own with the time and what comes next.
@NullMarked
package adjointlab.ui.present;

import org.jspecify.annotations.NullMarked;
