"""The ground every floor stands on: regions, councils (the tenants), who serves them and how they come in."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.validators import validate_slug
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Collection, Page

from cms.languages import LANGUAGES, in_language, in_words
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, READS_COUNCIL, Role, languages_of

ONE_LANGUAGE = [role.value for role in Role if languages_of(role) == LANGUAGES]


class Region(models.Model):
    """One of the 17 oblasts and 3 cities (ISO 3166-2:KZ); the rows come from `cms.regions` by migration."""

    iso = models.CharField(max_length=5, primary_key=True)
    code = models.SlugField(unique=True)
    name_kk = models.CharField(max_length=100)
    name_ru = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self):
        return self.name()

    def name(self, language=None):
        """The region's name in the language, by default the active one."""
        return in_language(self, "name", language)


class Level(models.TextChoices):
    """Levels of councils (documents 000 and 002, Law 383-V)."""

    REPUBLICAN = "republican", _("Republican")
    OBLAST = "oblast", _("Oblast")
    REPUBLICAN_CITY = "republican_city", _("City of republican significance")
    CITY = "city", _("City")
    DISTRICT = "district", _("District")


class CouncilQuerySet(models.QuerySet):
    """Councils as their staff and their readers ask for them."""

    def for_user(self, user, roles=READS_COUNCIL):
        """Councils in which the user holds one of the roles; every council for a superuser, none for a stranger.

        A role at the ministry is held in every council, where it is among the roles that are asked for.
        """
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        held = Membership.objects.filter(user=user, role__in=roles)
        national = held.filter(council=None)
        return self.filter(models.Q(pk__in=held.values("council")) | models.Exists(national))

    def open(self):
        """Councils that have not been closed or merged."""
        return self.filter(closed_on=None)

    def with_plugin(self, label):
        """Councils that have the plugin on."""
        return self.filter(plugins__contains=f" {label} ")


class Council(models.Model):
    """A public council: the tenant. Its texts are pages, its facts are rows; both lead here."""

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text=_("Latin letters, digits and hyphens. It stays for ever: links and receipts outlive names."),
        error_messages={"unique": _("Another council has this address already. Choose a different one.")},
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    host_body_kk = models.CharField(_("state body, in Kazakh"), max_length=300, blank=True)
    host_body_ru = models.CharField(_("state body, in Russian"), max_length=300, blank=True)
    # Both by `cms.identity` alone, which checks them.
    emblem = models.FileField(_("emblem"), upload_to="emblems", blank=True, editable=False)
    colour = models.CharField(_("colour"), max_length=7, blank=True, editable=False)
    collection = models.OneToOneField(Collection, models.PROTECT, null=True, editable=False, related_name="council")
    # The labels of the plugins that are on, between blanks: " budgets meetings ". By `cms.plugin_switching` alone. In
    # the council's own row, so that no page asks for them by a query of its own.
    plugins = models.TextField(default=" ", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("successor"))

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        constraints = [
            models.CheckConstraint(
                name="council_region_by_level",
                condition=models.Q(level=Level.REPUBLICAN, region=None)
                | (~models.Q(level=Level.REPUBLICAN) & models.Q(region__isnull=False)),
                violation_error_message=_("A republican council has no region; every other council has one."),
            )
        ]

    def __str__(self):
        return self.name()

    def name(self, language=None):
        """The council's name in the language, by default the active one."""
        return in_language(self, "name", language)

    @property
    def plugin_names(self):
        """The labels of the plugins that are on for the council, whether they are loaded or not."""
        return frozenset(self.plugins.split())

    def emblem_url(self):
        """Where its emblem is served; empty where it has none of its own."""
        return reverse("emblem", args=[PurePosixPath(self.emblem.name).name]) if self.emblem else ""

    def host_body(self, language=None):
        """The state body at which the council works, in the language."""
        return in_language(self, "host_body", language)


class CouncilSection(models.Model):
    """The root of a council's pages in one language. Tenancy reads the tree from here and nowhere else."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sections")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    page = models.OneToOneField(Page, models.PROTECT, related_name="council_section")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "language"], name="one_section_for_council_and_language")
        ]

    def __str__(self):
        return f"{self.council.slug} ({self.language})"


class Membership(models.Model):
    """A person's role in a council, or at the ministry where the council is empty. Groups are derived from it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    # For the translator: who writes one language does not write the other. Empty for every other role.
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True, default="")

    class Meta:
        verbose_name = _("role of a member of staff")
        verbose_name_plural = _("roles of the staff")
        constraints = [
            models.UniqueConstraint(fields=["user", "council", "role", "language"], name="one_council_role_once"),
            models.UniqueConstraint(
                fields=["user", "role"], name="one_national_role_once", condition=models.Q(council=None)
            ),
            models.CheckConstraint(
                name="council_role_has_council",
                condition=models.Q(role__in=sorted(COUNCIL_ROLES), council__isnull=False)
                | models.Q(role__in=sorted(NATIONAL_ROLES), council=None),
            ),
            models.CheckConstraint(
                name="role_of_one_language_has_it",
                condition=models.Q(role__in=ONE_LANGUAGE, language__in=LANGUAGES)
                | (~models.Q(role__in=ONE_LANGUAGE) & models.Q(language="")),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.title}"

    @property
    def title(self):
        """The role as people say it: "Editor"; "Translator, in Kazakh"."""
        return ", ".join(filter(None, [self.get_role_display(), in_words(self.language)]))


class StaffAccount(models.Model):
    """How often the login sessions of a person have been ended; a session of before is logged out (`cms.sessions`)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_account")
    sessions_ended = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.user}: {self.sessions_ended}"


class InvitationQuerySet(models.QuerySet):
    """Invitations by what can still be done with them."""

    def open(self, now):
        """Those that can still be accepted: not used, not expired, the account not switched on some other way."""
        return self.filter(used_at=None, expires_at__gt=now, person__is_active=False)


class Invitation(models.Model):
    """One way into an account that waits for its owner. Only the hash of its token is kept (`cms.invitations`)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.person} ({self.expires_at:%Y-%m-%d %H:%M})"


class Demonstration(models.Model):
    """The mark of a database that holds demonstration content; its disclaimer stands on each page."""

    loaded_at = models.DateTimeField(auto_now_add=True)
    disclaimer_kk = models.TextField()
    disclaimer_ru = models.TextField()

    def __str__(self):
        return self.disclaimer()

    def disclaimer(self, language=None):
        """The words for the reader, in the language."""
        return in_language(self, "disclaimer", language)


@register_setting(icon="home")
class Operator(BaseGenericSetting):
    """Who hosts the councils. Names of state bodies change with decrees, so they are content, never code."""

    name_kk = models.CharField(_("state body, in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("state body, in Russian"), max_length=200, blank=True)
    unit_kk = models.CharField(_("its unit, in Kazakh"), max_length=200, blank=True)
    unit_ru = models.CharField(_("its unit, in Russian"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("operator of the site")

    def __str__(self):
        return self.name()

    def name(self, language=None):
        """The state body, in the language."""
        return in_language(self, "name", language)

    def unit(self, language=None):
        """Its unit that runs the site, in the language."""
        return in_language(self, "unit", language)
