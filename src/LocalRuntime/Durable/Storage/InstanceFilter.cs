using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>Which instances a query or a purge means.</summary>
internal sealed record InstanceFilter(
    DateTimeOffset? CreatedFrom,
    DateTimeOffset? CreatedTo,
    IReadOnlyList<OrchestrationRuntimeStatus>? Statuses,
    string? IdPrefix = null)
{
    /// <summary>Adds the parameters and returns the conditions, each led by AND.</summary>
    public string Write(SqliteCommand command)
    {
        StringBuilder conditions = new();
        if (CreatedFrom is { } from) Add("i.created_at >= $from", "$from", from.UtcTicks);
        if (CreatedTo is { } to) Add("i.created_at <= $to", "$to", to.UtcTicks);
        if (!string.IsNullOrEmpty(IdPrefix))
        {
            Add("i.id >= $prefix", "$prefix", IdPrefix);
            Add("substr(i.id, 1, length($prefix)) = $prefix", "$prefix", IdPrefix);
        }

        if (Statuses is not null)
        {
            string numbers = string.Join(
                ',', Statuses.Select(status => ((int)status).ToString(CultureInfo.InvariantCulture)));
            conditions.Append(CultureInfo.InvariantCulture, $" AND i.status IN ({numbers})");
        }

        return conditions.ToString();

        void Add(string condition, string parameter, object value)
        {
            conditions.Append(" AND ").Append(condition);
            if (!command.Parameters.Contains(parameter)) command.Parameters.AddWithValue(parameter, value);
        }
    }
}
