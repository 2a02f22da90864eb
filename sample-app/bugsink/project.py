# Read by "bugsink-manage shell" once, before Bugsink starts: a user, and a project whose DSN is known beforehand.
# Changes nothing where it is all there already.
import os
import uuid

from django.contrib.auth import get_user_model

from projects.models import Project, ProjectMembership, ProjectRole
from teams.models import Team, TeamMembership, TeamRole

email, password = os.environ["CREATE_SUPERUSER"].split(":", 1)
users = get_user_model().objects
user = users.filter(username=email).first()
if user is None:
    user = users.create_superuser(username=email, email=email, password=password)

team, _ = Team.objects.get_or_create(name="Samples")
project, _ = Project.objects.get_or_create(
    id=1,
    defaults={"name": "Orders", "team": team, "sentry_key": uuid.UUID(os.environ["SAMPLE_KEY"])},
)

# A member of exactly one project lands on its issues right after the login.
TeamMembership.objects.get_or_create(team=team, user=user, defaults={"role": TeamRole.ADMIN, "accepted": True})
ProjectMembership.objects.get_or_create(
    project=project, user=user, defaults={"role": ProjectRole.ADMIN, "accepted": True}
)
print(f"project {project.id} is ready: {project.dsn}")
