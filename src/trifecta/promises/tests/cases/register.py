"""
All cases by number: what must hold, and where it is shown.

A case is shown by the tests here that carry its number, by tests that stand beside the code that they are about, by a
decision, or by none yet.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """elsewhere: names of tests in other folders. decision: a file of docs/decisions. waits: for what is to come."""

    number: int
    says: str
    elsewhere: tuple[str, ...]
    decision: str = ""
    waits: str = ""


def _case(number: int, says: str, *elsewhere: str, decision: str = "", waits: str = "") -> Case:
    return Case(number, says, tuple(f"test_{name}" for name in elsewhere), decision, waits)


SECTIONS: dict[str, tuple[Case, ...]] = {
    "Calendars and time": (
        _case(
            1,
            "A day has several windows: a lunch gap counts nothing, touching windows are one, overlaps are refused.",
            "a_lunch_gap_stays_a_gap",
            "touching_windows_and_adjacent_duplicates_are_joined",
            "overlapping_windows_are_refused",
        ),
        _case(
            2,
            "Windows run past midnight, end at 24:00, or never end.",
            "windows_past_midnight_belong_to_the_date_they_start_on",
            "an_end_at_midnight_joins_the_next_day",
            "a_day_around_the_clock_has_as_many_hours_as_the_zone_gives_it",
        ),
        _case(
            3,
            "A desk that works on one weekday is timed by that weekday.",
            "a_calendar_of_tuesdays_alone_counts_only_tuesdays",
        ),
        _case(
            4,
            "When clocks change, the missing hour shortens a window and the repeated one counts twice.",
            "the_time_across_the_missing_hour_of_spring_is_an_hour_shorter",
            "a_window_that_starts_in_the_missing_hour_starts_at_the_first_valid_instant",
            "the_repeated_hour_of_autumn_counts_twice",
            decision="0010-business-time-counts-elapsed-seconds.md",
        ),
        _case(
            5,
            "Local hours follow the offset of their own date, never today's.",
            "local_hours_follow_the_offset_of_their_own_date",
        ),
        _case(
            6,
            "A calendar has its zone, and terms say whether the site's is meant; a missing one is never guessed.",
            "each_calendar_is_worked_in_its_own_zone",
            "a_missing_or_unknown_zone_is_refused_and_never_replaced_in_silence",
            "a_site_without_a_zone_is_said_and_not_guessed",
        ),
        _case(
            7,
            "New zone rules recompute what is open and keep what is closed.",
            "new_zone_rules_are_noticed",
            "new_zone_rules_recompute_what_is_open_and_keep_what_is_closed",
        ),
        _case(
            8,
            "Editing a calendar from another zone shifts nothing.",
            "editing_from_another_zone_shifts_nothing",
            "editing_from_a_browser_in_another_zone_shifts_nothing",
            "saved_from_another_zone_nothing_shifts",
        ),
        _case(
            9,
            "Holidays are whole or half, fixed or moving, of a region, of several lists, and of the calendar's zone.",
            "a_full_holiday_closes_its_date",
            "a_half_day_keeps_what_it_leaves_of_the_weekday",
            "a_holiday_is_a_date_of_the_calendars_zone",
            "a_region_adds_days_of_its_own",
            "a_moving_holiday_moves",
            "holidays_of_a_list_are_read_before_they_close_the_desk",
            "several_lists_close_what_any_of_them_names",
            "days_that_were_settled_keep_the_holidays_they_were_settled_with",
        ),
        _case(
            10,
            "An exceptional opening overrides weekday and holiday.",
            "an_exceptional_opening_overrides_weekday_and_holiday",
            "an_exceptional_opening_overrides_a_listed_holiday",
        ),
        _case(
            11,
            "An empty calendar is refused; met all the same, it cannot be computed, and nothing crashes.",
            "an_empty_calendar_is_refused",
            "an_empty_calendar_that_is_met_cannot_be_computed",
            "a_desk_that_never_opens_is_refused",
        ),
        _case(
            12,
            "A target beyond the calendar's horizon is unknown and says so, without an endless search.",
            "a_target_longer_than_the_settled_time_ends_in_an_error_and_not_in_a_loop",
            "more_working_days_than_are_settled_end_in_an_error_and_not_in_a_loop",
        ),
        _case(
            13,
            "Time is computed in seconds; no day is rounded.",
            "seconds_are_exact_and_never_rounded_by_day",
        ),
        _case(
            14,
            "A ticket may be opened before, at, within, at the end of and after hours, and on a holiday.",
            "a_ticket_opened_at_any_moment_is_due_after_two_open_hours",
        ),
        _case(
            15,
            "A day as a target is one of three units, and each is said.",
            "one_day_means_three_things_and_each_is_said",
        ),
        _case(
            16,
            "What a target means in working days is said in words while it is chosen.",
            "a_target_is_said_in_working_days_of_its_calendar",
            "while_one_types_the_page_says_what_it_means",
        ),
    ),
    "Which clock runs": (
        _case(
            17, "Each promise has a clock of its own: responses, updates, resolution, owning, parts of teams, words."
        ),
        _case(18, "A response is a human agent's public reply or answered call, and nothing automatic or internal."),
        _case(19, "A next response is timed since the oldest message that nobody answered."),
        _case(
            20,
            "Thanks and automatic mails ask for no answer.",
            "an_out_of_office_resumes_nothing",
            "a_mere_thank_you_resumes_nothing_and_is_told_as_such",
        ),
        _case(21, "A resolution ends with the claim; what is solved without an answer is answered by it."),
        _case(22, "Spam, duplicates and what is cancelled stop every clock and are told apart."),
        _case(23, "An answer does not keep the resolution."),
    ),
    "Pause, resume, reopen": (
        _case(24, "A pause lasts as long as the state says and credits open time only."),
        _case(25, "Pauses within pauses, outside hours, of no length or within one second are harmless."),
        _case(26, "Waiting for the customer does not pause the first response, unless terms say so."),
        _case(
            27,
            "A paused clock is not due, warns of nothing and is not broken; what is left is known.",
            "while_it_waits_nothing_is_due",
        ),
        _case(
            28,
            "It goes on with what was left when the customer answers or the day has come.",
            "the_customers_side_resumes_what_waits_for_it",
            "a_mail_that_arrives_late_still_resumes",
            "goes_on_at_the_moment_that_was_named_however_late_it_is_noticed",
        ),
        _case(29, "Pauses may be limited; then the clock runs on by itself."),
        _case(30, "A pause heals no breach."),
        _case(31, "A reopening goes on, begins anew or begins nothing; the time between is nobody's pause."),
        _case(32, "Thanks after the solution reopen nothing.", "thanks_reopens_nothing"),
        _case(
            33,
            "What came of a promise stays when the ticket is reopened.",
            "what_has_ended_keeps_what_came_of_it",
        ),
    ),
    "Changes on the way": (
        _case(34, "Another priority counts from the beginning with its pauses, or from now on; no old warnings."),
        _case(35, "A lower priority erases no breach.", "a_breach_survives_a_lower_priority"),
        _case(36, "A promise that no longer applies ends; what was reached stays."),
        _case(
            37,
            "Of several terms the first that holds applies, and it is shown why.",
            "the_first_line_that_holds_applies_and_no_later_one",
            "an_imagined_ticket_is_told_line_by_line",
        ),
        _case(38, "A deadline that a person names is marked, takes the target's place, and can be released."),
        _case(
            39,
            "Calendars and books have versions; open tickets follow where asked, what is closed never changes.",
            "published_it_is_the_next_version_and_no_draft_any_more",
        ),
        _case(40, "No condition can ask what a clock says, so no rule feeds itself."),
        _case(41, "Another team brings its own hours to its part and not to the customer's promise."),
        _case(
            42,
            "What is merged away ends as merged; what survives or is split off begins as the act says.",
            "what_goes_on_waits_since_the_earlier_of_both",
            "it_may_count_from_when_it_was_written",
        ),
        _case(
            43,
            "A history gets its clocks as of when things happened, and no mail is sent.",
            "leaves_no_debt_in_the_outbox",
        ),
        _case(44, "What is learned late counts since the ticket was opened; a breach in it begins when it is learned."),
        _case(45, "Terms that are dropped end on tickets that follow, and stay on all others."),
    ),
    "Agreements among us, and escalation": (
        _case(46, "A team's part sums up over its stays; with nobody's time all parts add up to the whole."),
        _case(47, "A vendor's time is a clock of its own; the terms say whether ours waits."),
        _case(
            48,
            "Parts that are together longer than the whole are warned of.",
            "stays_longer_than_the_whole_are_said",
            "what_is_odd_stands_beside",
        ),
        _case(
            49, "Each threshold is passed once a run, at its own instant, whatever restarts.", "nothing_is_told_twice"
        ),
        _case(
            50,
            "An offset before the deadline is counted in open time.",
            "an_offset_before_a_deadline_is_counted_in_open_time",
        ),
        _case(
            51,
            "An offset longer than the target is passed once, at the beginning, and warned of.",
            "a_warning_longer_before_than_the_target_comes_at_the_beginning",
        ),
        _case(
            52,
            "Notices keep to the receivers' quiet hours, except on call.",
            decision="0024-a-threshold-is-a-fact-before-it-is-a-notice.md",
        ),
        _case(53, "What was done before its instant warns nobody."),
        _case(54, "A warning belongs to the clock that gives it."),
        _case(
            55,
            "A breach has the instant at which it happened, however late it is noticed.",
            "the_sweep_stamps_the_moment_that_it_passed",
        ),
    ),
    "Showing and reporting": (
        _case(
            56,
            "A deadline is told as an instant and as business time used and left.",
            "each_running_promise_says_when_it_is_due_and_how_much_is_left",
        ),
        _case(
            57,
            "Each stretch of a clock says its state, its holder and why it counts or does not.",
            "each_stretch_says_who_held_it_and_why_it_counts_or_not",
            "every_stretch_says_who_had_it_and_why_it_counts_or_not",
        ),
        _case(
            58,
            "What was due in a period is counted, with what is open and broken beside it.",
            "a_promise_that_was_met_counts_on_the_day_it_was_due",
            "what_is_not_due_yet_counts_on_no_day",
            "a_promise_has_its_share_its_counts_and_what_is_open",
        ),
        _case(
            59,
            "What is left out can be seen and counted, with its reason.",
            "a_promise_has_its_share_its_counts_and_what_is_open",
        ),
        _case(
            60,
            "The next deadlines come from an index, without recomputing.",
            "the_order_is_read_from_the_index_of_deadlines",
            "by_next_deadline_every_ticket_stands_once_whatever_the_pages",
            "postgres_finds_the_next_deadlines_without_what_is_closed",
        ),
        _case(
            61,
            "Properties hold on random calendars, zones and lives, and a slow reading by looking agrees.",
            "business_time_equals_a_look_at_the_wall_clock_every_minute",
            "adding_business_time_and_measuring_it_returns_the_same",
            "a_longer_target_is_never_due_earlier",
            "splitting_an_interval_adds_up",
            "every_clock_of_random_lives_is_what_a_patient_clerk_reads",
        ),
    ),
    "Experience": tuple(
        _case(number, says, waits="promises about experience")
        for number, says in (
            (62, "A score shows its sample, range and response rate, and none of a person over too few answers."),
            (63, "One answer a person and period counts; nobody is asked too often; late answers have one rule."),
            (64, "Of an answer that was changed the latest counts, and the earlier ones are kept."),
            (65, "A link that a scanner opened is no answer."),
        )
    ),
}

CASES = tuple(case for cases in SECTIONS.values() for case in cases)
