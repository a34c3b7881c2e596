menu-people = Users
menu-audit = Audit trail
menu-letters = Letters
menu-team = Team

people-email = E-mail
people-password = Password
people-new-password = New password
people-present-password = Present password
people-password-help = At least { $min } characters. A long plain phrase beats a short odd one.
people-name = Name
people-role = Role
people-company = Company
people-state = State
people-seen = Last seen
people-verbs = Actions
people-vendor = Company name
people-vendor-help = The name under which partners see you.

people-sign-in-title = Sign in
people-sign-in-verb = Sign in
people-forgot-link = Forgot your password?
people-forgot-title = Forgotten password
people-forgot-lead = We will send a link for setting a new password. It works for one hour.
people-forgot-verb = Send the link
people-forgot-sent-title = Check your mail
people-forgot-sent = If we know this address, a letter with a link is on its way. Not there in ten minutes? Look into the spam folder.
people-reset-title = New password
people-reset-verb = Save the password and sign in
people-invitation-title = Welcome
people-invitation-verb = Set the password and sign in
people-welcome-title = First start
people-welcome-lead = Name the company and make yourself its owner. Everything else can be set later.
people-welcome-verb = Open Artel

people-me-title = Profile and sessions
people-me-profile = Profile
people-me-password = Password
people-change-password-verb = Change the password
people-sessions-title = Open sessions
people-session-browser = Browser
people-session-address = Address
people-session-begun = Begun
people-session-seen = Last used
people-session-verbs = Actions
people-session-end = End
people-session-here = this session

people-tabs = Sections
people-tab-users = Users
people-tab-roles = Roles
people-list-title = Users
people-list-staff = The company's staff
people-list-partners = Partners' people
people-empty-title = Nobody yet
people-empty-why = People you invite will appear here.
people-state-active = Active
people-state-invited = Invited
people-state-blocked = Blocked
people-block-verb = Block
people-unblock-verb = Unblock
people-invite-again-verb = Send the invitation again
people-role-verb = Change
people-invite-title = Invite somebody
people-invite-lead = They will get a letter with a single-use link that works for seven days.
people-invite-verb = Invite
people-team-title = Team
people-team-lead = People of your company who use the portal.
people-roles-title = Roles
people-roles-lead = A role is a set of permissions. Changes take effect at once for everybody who has it.
people-roles-owner = The owner may do everything. This role cannot be changed, so that nobody locks himself out.
people-roles-acts = Permissions
people-roles-verb = Save the role

people-audit-title = Audit trail
people-audit-lead = Who did what, and when. Entries cannot be changed or removed.
people-audit-when = When
people-audit-who = Who
people-audit-what = What
people-audit-subject = Filter
people-audit-same = All about this
people-audit-program = the program
people-audit-stranger = not signed in
people-audit-empty-title = No entries
people-audit-empty-why = Every act of people and of the program will appear here.

people-letters-title = Letters
people-letters-lead-smtp = Letters that the program has sent or is sending.
people-letters-lead-local = No mail server is set: letters stay here, and the links in them work.
people-letters-when = Written
people-letters-to = To
people-letters-subject = Subject
people-letters-state = State
people-letters-error = Error
people-letters-empty-title = No letters
people-letters-empty-why = Invitations and sign-in links will appear here.
people-letter-state-waiting = Waiting
people-letter-state-kept = Kept here
people-letter-state-sent = Sent
people-letter-state-failed = Not sent

people-letter-invitation-subject = { $vendor } invites you to Artel
people-letter-invitation-body =
    Hello { $name },

    { $vendor } invites you. Set a password by this link; it works for seven days and opens once:

    { $link }

    If you did not expect this letter, simply delete it.
people-letter-reset-subject = New password
people-letter-reset-body =
    Hello { $name },

    Somebody, probably you, asked for a new password. The link works for one hour and opens once:

    { $link }

    If it was not you, there is nothing to do: the password has not changed.

people-said-password-changed = The password is changed, all other sessions are ended.
people-said-session-ended = The session is ended.
people-said-invited = The invitation went to { $email }.
people-said-invited-again = A new invitation is on its way; the old link no longer works.
people-said-role-changed = The role is changed.
people-said-blocked = Access is closed, sessions are ended.
people-said-unblocked = Access is open.
people-said-role-edited = The role is saved.

people-refusal-wrong-credentials = E-mail and password do not fit together. Check the keyboard layout and try again, or set a new password.
people-refusal-too-many-tries = Too many failed tries. Wait { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
    } or set a new password by mail.
people-refusal-link-dead = The link was used already or has expired. Ask for a new one.
people-refusal-password-short = The password is shorter than { $min } characters. Take a longer phrase.
people-refusal-password-long = The password is longer than { $max } characters. Take a shorter one.
people-refusal-password-plain = Such a password is guessed first. Take a phrase that only you know.
people-refusal-password-wrong = The present password does not fit.
people-refusal-email-odd = This does not look like an e-mail address. It needs a name, an @ and a domain, like vera@example.org.
people-refusal-email-taken = Somebody with this e-mail is here already.
people-refusal-name-empty = Write a name.
people-refusal-role-unknown = Choose a role from the list.
people-refusal-last-owner = The last owner must stay: appoint another one first.
people-refusal-more-than-own = This role may do more than you may. Ask the owner.

event-people-signed-in = { $name } signed in from { $address }
event-people-guessed-at = The password of { $email } was guessed at from { $address }; sign-in is closed for a while
event-people-invited = { $name } ({ $email }) was invited as “{ $role }”
event-people-invited-again = { $name } ({ $email }) was invited again
event-people-added = { $name } ({ $email }) was added as “{ $role }”
event-people-joined = { $name } set a password and joined
event-people-password-changed = { $name } changed the password
event-people-role-changed = { $name }: role “{ $from }” → “{ $to }”
event-people-state-changed = { $name }: new state — { $state }
event-people-role-edited = Role “{ $role }” was changed and now includes: { $acts }
event-people-sessions-ended = { $name }: sessions ended — { $count }

people-jobs-title = Jobs
people-jobs-lead = Jobs of the program that failed eight times. Remove the cause and try again.
people-jobs-kind = Job
people-jobs-when = Queued
people-jobs-attempts = Tries
people-jobs-error = What stood in the way
people-jobs-verb = Try again
people-jobs-empty-title = No failed jobs
people-jobs-empty-why = A letter or an import that fails eight times will appear here.
people-said-job-revived = The job is in the queue again.
event-people-job-revived = Job { $kind } was put into the queue again

people-factor-title = Second factor
people-factor-lead = A code of an application on your telephone. It is needed to let money out: a password or a stolen session alone are not enough.
people-factor-begin = Set up
people-factor-scan = Set up the application
people-factor-scan-how = Open an application for codes (any that knows TOTP), scan the picture and type the code it shows.
people-factor-picture = Picture for the application
people-factor-secret = Or type the key:
people-factor-code = Code of the application
people-factor-confirm = Confirm
people-factor-there = The second factor is set up.
people-factor-drop-title = Give the second factor up
people-factor-drop = Give up
people-factor-recovery = Recovery codes
people-factor-recovery-why = Keep them now, they are not shown again. Each works once when the telephone is not at hand.
people-factor-recovery-kept = I have kept the codes
people-said-factor-begun = Scan the picture and type the code.
people-said-factor-dropped = The second factor is given up.
people-refusal-factor-wrong = The code does not fit: it is wrong, too old or was used.
people-refusal-factor-absent = There is no second factor. Set it up on your own page.
people-refusal-factor-there = There is a second factor already.
event-people-factor-set = A second factor was set up
event-people-factor-dropped = The second factor was given up
