//! What it costs to serve each client from each site.

use crate::{CELLS_MAX, LocateError};

/// Costs in whole units (metres, pupil-metres…), one row per client, one column per site.
#[derive(Clone, Debug)]
pub struct Costs {
    clients: usize,
    sites: usize,
    by_client: Vec<i64>,
    by_site: Vec<i64>,
    /// What stands for « cannot »: more than everything else together.
    far: i64,
}

/// Costs stay below this, so that their sums are exact in every number used here.
const COST_MAX: i64 = 1 << 40;

impl Costs {
    /// Costs by rows; `None` where a site cannot serve a client.
    ///
    /// # Errors
    /// When there is nothing, too much, a negative or huge cost, or a client nobody can serve.
    pub fn new(sites: usize, rows: &[Vec<Option<i64>>]) -> Result<Self, LocateError> {
        let clients = rows.len();
        if clients == 0 || sites == 0 {
            return Err(LocateError::Empty);
        }
        if clients.saturating_mul(sites) > CELLS_MAX {
            return Err(LocateError::TooLarge);
        }
        for (client, row) in rows.iter().enumerate() {
            if row.len() != sites {
                let why = format!("{} costs where there are {sites} sites", row.len());
                return Err(LocateError::Line { line: client + 1, why });
            }
            if row.iter().flatten().any(|cost| !(0..COST_MAX).contains(cost)) {
                return Err(LocateError::TooLarge);
            }
            if row.iter().all(Option::is_none) {
                return Err(LocateError::Unreachable(client));
            }
        }
        let worst = rows.iter().map(|row| row.iter().flatten().max().copied().unwrap_or(0));
        let far = 1 + worst.sum::<i64>();
        let costs = rows.iter().flatten().map(|cost| cost.unwrap_or(far)).collect();
        Self::square(clients, sites, costs, far)
    }

    fn square(
        clients: usize,
        sites: usize,
        by_client: Vec<i64>,
        far: i64,
    ) -> Result<Self, LocateError> {
        let most = i64::try_from(clients).map_or(0, |clients| (1 << 52) / clients.max(1));
        if by_client.iter().any(|cost| *cost > most) {
            return Err(LocateError::TooLarge);
        }
        let by_site = (0..sites)
            .flat_map(|site| (0..clients).map(move |client| client * sites + site))
            .map(|cell| by_client[cell])
            .collect();
        Ok(Self { clients, sites, by_client, by_site, far })
    }

    /// The same clients and sites with other costs.
    pub(crate) fn map(&self, cost: impl Fn(usize, i64) -> i64) -> Result<Self, LocateError> {
        let costs = self.by_client.iter().enumerate();
        let costs = costs.map(|(cell, &known)| cost(cell / self.sites, known)).collect();
        Self::square(self.clients, self.sites, costs, i64::MAX)
    }

    /// How many clients there are.
    pub const fn clients(&self) -> usize {
        self.clients
    }

    /// How many sites there are.
    pub const fn sites(&self) -> usize {
        self.sites
    }

    /// The costs of a client, by site.
    pub fn of_client(&self, client: usize) -> &[i64] {
        &self.by_client[client * self.sites..(client + 1) * self.sites]
    }

    /// The costs of a site, by client.
    pub(crate) fn of_site(&self, site: usize) -> &[i64] {
        &self.by_site[site * self.clients..(site + 1) * self.clients]
    }

    /// What each client costs from the nearest of some sites.
    pub fn nearest(&self, sites: &[usize]) -> Vec<i64> {
        let row = |client| sites.iter().map(move |site| self.of_client(client)[*site]).min();
        (0..self.clients).map(|client| row(client).unwrap_or(i64::MAX)).collect()
    }

    /// Refuses a choice that leaves a client nobody can serve.
    pub(crate) fn all_served(&self, sites: &[usize]) -> Result<(), LocateError> {
        match self.nearest(sites).iter().position(|cost| *cost >= self.far) {
            Some(client) => Err(LocateError::Unreachable(client)),
            None => Ok(()),
        }
    }

    /// The distinct costs that are possible, in order.
    pub(crate) fn levels(&self) -> Vec<i64> {
        let mut levels = self.by_client.clone();
        levels.sort_unstable();
        levels.dedup();
        levels
    }
}
