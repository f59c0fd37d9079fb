using System.Collections.Immutable;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>One kind of read model: where it stands in the projection, and how its documents are read and written.</summary>
internal abstract class ProjectionPart(string kind)
{
    /// <summary>Every kind, in the order of their names.</summary>
    public static IReadOnlyList<ProjectionPart> All { get; } =
    [
        Part("acclimatising", p => p.Acclimatising, (p, v) => p with { Acclimatising = v }),
        Part("alarm", p => p.Alarms, (p, v) => p with { Alarms = v }),
        Part("article", p => p.Book.Catalogue.Articles, (p, v) => p with { Book = p.Book with { Catalogue = Catalogue.Of(v.Values) } }),
        Part("bin", p => p.Bins, (p, v) => p with { Bins = v }, (there, view) => view with { Room = there.Room, Article = there.Article }),
        Part("call", p => p.Notifications.Calls, (p, v) => p with { Notifications = p.Notifications with { Calls = v } }),
        Part("climate", p => p.Climate, (p, v) => p with { Climate = v }, (there, view) => view with { Room = there.Room }),
        Part("conflict", p => p.StorageConflicts, (p, v) => p with { StorageConflicts = v }),
        Part("day", p => p.Book.Days, (p, v) => p with { Book = p.Book with { Days = v } }),
        Part("device", p => p.Devices, (p, v) => p with { Devices = v }, (_, view) => view),
        Part("excursion", p => p.Excursions, (p, v) => p with { Excursions = v }),
        Part("exemption", p => p.Book.Exemptions, (p, v) => p with { Book = p.Book with { Exemptions = v } }),
        Part("gone", p => p.Book.Gone, (p, v) => p with { Book = p.Book with { Gone = v } }),
        Part("holding", p => p.Book.Holdings, (p, v) => p with { Book = p.Book with { Holdings = v } }),
        Part("hours", p => p.Hours, (p, v) => p with { Hours = v }),
        Part("hygiene", p => p.Book.Hygiene, (p, v) => p with { Book = p.Book with { Hygiene = v } }),
        Part("limits", p => p.StockLimits, (p, v) => p with { StockLimits = v }),
        Part("raised", p => p.Raised, (p, v) => p with { Raised = v }),
        Part("notification", p => p.Notifications.Messages, (p, v) => p with { Notifications = p.Notifications with { Messages = v } }),
        Part("recall", p => p.Book.Recalls, (p, v) => p with { Book = p.Book with { Recalls = v } }),
        Part("removed", p => p.Removed, (p, v) => p with { Removed = v }),
        Part("tag", p => p.Tags, (p, v) => p with { Tags = v }),
        Part("told", p => p.Notifications.Told, (p, v) => p with { Notifications = p.Notifications with { Told = v } }),
        Part("unit", p => p.Book.Units, (p, v) => p with { Book = p.Book with { Units = v } }),
        Part("use", p => p.Book.Use, (p, v) => p with { Book = p.Book with { Use = v } }),
        Part("waste", p => p.Book.Waste, (p, v) => p with { Book = p.Book with { Waste = v } }),
        Part("window", p => p.Windows, (p, v) => p with { Windows = v }),
    ];

    /// <summary>The name under which its documents stand.</summary>
    public string Kind { get; } = kind;

    /// <summary>Its documents, in the order of their ids.</summary>
    public abstract IEnumerable<(string Id, string Body)> Documents(Projection projection);

    /// <summary>The projection with its documents read into it. What the site does not have any more is left out.</summary>
    /// <param name="unreadable">Takes the names of documents that cannot be read; what they say is left out.</param>
    public abstract Projection Read(Projection into, IEnumerable<(string Id, string Body)> documents, List<string> unreadable);

    /// <summary>The projection with only those views of this kind that stand in <paramref name="documents"/> just so.</summary>
    public abstract Projection Only(Projection projection, IReadOnlyDictionary<(string Kind, string Id), string> documents);

    /// <summary>Writes what differs.</summary>
    /// <param name="before">Null: nothing is saved.</param>
    /// <param name="put">Writes a document.</param>
    /// <param name="drop">Deletes one.</param>
    public abstract void PutChanged(Projection? before, Projection after, Action<string, byte[]> put, Action<string> drop);

    /// <param name="fit">Of what stands at the site: fits a document to what the site file says of it. What it does not name is left out.</param>
    private static Of<T> Part<T>(
        string kind, Func<Projection, ImmutableSortedDictionary<string, T>> get, Func<Projection, ImmutableSortedDictionary<string, T>, Projection> set, Func<T, T, T>? fit = null)
        where T : class => new(kind, get, set, fit);

    private sealed class Of<T>(
        string kind, Func<Projection, ImmutableSortedDictionary<string, T>> get, Func<Projection, ImmutableSortedDictionary<string, T>, Projection> set, Func<T, T, T>? fit) : ProjectionPart(kind)
        where T : class
    {
        public override IEnumerable<(string Id, string Body)> Documents(Projection projection) => get(projection).Select(v => (v.Key, ProjectionText.Document(v.Value)));

        public override Projection Read(Projection into, IEnumerable<(string Id, string Body)> documents, List<string> unreadable)
        {
            var views = get(into).ToBuilder();
            foreach (var (id, body) in documents)
            {
                var there = views.GetValueOrDefault(id);
                if (fit is not null && there is null)
                {
                    continue;
                }

                try
                {
                    var view = JsonSerializer.Deserialize<T>(body, LedgerJson.Plain) ?? throw new JsonException("it is null");
                    views[id] = fit is null ? view : fit(there!, view);
                }
                catch (JsonException)
                {
                    unreadable.Add($"{Kind} {id}");
                }
            }

            return set(into, views.ToImmutable());
        }

        public override Projection Only(Projection projection, IReadOnlyDictionary<(string Kind, string Id), string> documents)
        {
            var views = get(projection);
            return set(projection, views.RemoveRange(views.Where(v => documents.GetValueOrDefault((Kind, v.Key)) != ProjectionText.Document(v.Value)).Select(v => v.Key)));
        }

        public override void PutChanged(Projection? before, Projection after, Action<string, byte[]> put, Action<string> drop)
        {
            var now = get(after);
            var was = before is null ? null : get(before);
            if (ReferenceEquals(was, now))
            {
                return;
            }

            // Both are in order: side by side, because looking each view up again costs more than all the rest of a small commit.
            using var old = (was ?? now.Clear()).GetEnumerator();
            var more = old.MoveNext();
            foreach (var (id, view) in now)
            {
                for (; more && string.CompareOrdinal(old.Current.Key, id) < 0; more = old.MoveNext())
                {
                    drop(old.Current.Key);
                }

                var known = more && old.Current.Key == id;
                if (!known || !ReferenceEquals(old.Current.Value, view))
                {
                    put(id, ProjectionText.Utf8(view));
                }

                more = known ? old.MoveNext() : more;
            }

            for (; more; more = old.MoveNext())
            {
                drop(old.Current.Key);
            }
        }
    }
}
